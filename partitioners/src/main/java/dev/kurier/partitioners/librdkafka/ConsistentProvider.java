package dev.kurier.partitioners.librdkafka;

import dev.kurier.api.setting.PluginSettings;
import dev.kurier.api.spi.Partitioner;
import dev.kurier.api.spi.PartitionerProvider;
import dev.kurier.api.spi.Plugin;
import dev.kurier.partitioners.RandomDraw;

/** Makes the partitioner that hashes every key with CRC-32. */
@Plugin(name = "consistent", summary = "CRC-32 of the key, a missing one as if empty: librdkafka's consistent.")
public final class ConsistentProvider implements PartitionerProvider {
    /** Makes the provider. */
    public ConsistentProvider() {}

    @Override
    public Partitioner create(PluginSettings settings) {
        return new HashPartitioner(KeyHash.CRC32, RandomKeys.NONE, new RandomDraw(0));
    }
}
