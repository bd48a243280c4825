package dev.kurier.partitioners.librdkafka;

import dev.kurier.api.setting.PluginSettings;
import dev.kurier.api.spi.Partitioner;
import dev.kurier.api.spi.PartitionerProvider;
import dev.kurier.api.spi.Plugin;
import dev.kurier.partitioners.RandomDraw;

/** Makes the partitioner that hashes every key with murmur2. */
@Plugin(name = "murmur2", summary = "murmur2 of the key, a missing one as if empty: librdkafka's murmur2.")
public final class Murmur2Provider implements PartitionerProvider {
    /** Makes the provider. */
    public Murmur2Provider() {}

    @Override
    public Partitioner create(PluginSettings settings) {
        return new HashPartitioner(KeyHash.MURMUR2, RandomKeys.NONE, new RandomDraw(0));
    }
}
