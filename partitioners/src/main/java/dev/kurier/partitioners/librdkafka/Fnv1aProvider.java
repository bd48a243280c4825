package dev.kurier.partitioners.librdkafka;

import dev.kurier.api.setting.PluginSettings;
import dev.kurier.api.spi.Partitioner;
import dev.kurier.api.spi.PartitionerProvider;
import dev.kurier.api.spi.Plugin;
import dev.kurier.partitioners.RandomDraw;

/** Makes the partitioner that hashes every key with FNV-1a. */
@Plugin(name = "fnv1a", summary = "FNV-1a of the key, a missing one as if empty: librdkafka's fnv1a.")
public final class Fnv1aProvider implements PartitionerProvider {
    /** Makes the provider. */
    public Fnv1aProvider() {}

    @Override
    public Partitioner create(PluginSettings settings) {
        return new HashPartitioner(KeyHash.FNV1A, RandomKeys.NONE, new RandomDraw(0));
    }
}
