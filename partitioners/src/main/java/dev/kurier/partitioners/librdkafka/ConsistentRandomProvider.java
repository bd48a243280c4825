package dev.kurier.partitioners.librdkafka;

import dev.kurier.api.setting.PluginSetting;
import dev.kurier.api.setting.PluginSettings;
import dev.kurier.api.spi.Partitioner;
import dev.kurier.api.spi.PartitionerProvider;
import dev.kurier.api.spi.Plugin;
import dev.kurier.partitioners.RandomDraw;
import java.util.List;

/** Makes librdkafka's default partitioner. */
@Plugin(
        name = "consistent-random",
        aliases = "consistent_random",
        summary = "CRC-32 of the key; at random without one or with an empty one: librdkafka's default.")
public final class ConsistentRandomProvider implements PartitionerProvider {
    /** Makes the provider. */
    public ConsistentRandomProvider() {}

    @Override
    public List<PluginSetting<?>> settings() {
        return List.of(RandomDraw.SEED);
    }

    @Override
    public Partitioner create(PluginSettings settings) {
        return new HashPartitioner(KeyHash.CRC32, RandomKeys.MISSING_OR_EMPTY, RandomDraw.of(settings));
    }
}
