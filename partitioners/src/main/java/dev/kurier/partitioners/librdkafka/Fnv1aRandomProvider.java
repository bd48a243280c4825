package dev.kurier.partitioners.librdkafka;

import dev.kurier.api.setting.PluginSetting;
import dev.kurier.api.setting.PluginSettings;
import dev.kurier.api.spi.Partitioner;
import dev.kurier.api.spi.PartitionerProvider;
import dev.kurier.api.spi.Plugin;
import dev.kurier.partitioners.RandomDraw;
import java.util.List;

/** Makes the partitioner that puts keys where Sarama, a client for Go, does. */
@Plugin(
        name = "fnv1a-random",
        aliases = "fnv1a_random",
        summary = "FNV-1a of the key, without a key at random: librdkafka's fnv1a_random, and Sarama's default.")
public final class Fnv1aRandomProvider implements PartitionerProvider {
    /** Makes the provider. */
    public Fnv1aRandomProvider() {}

    @Override
    public List<PluginSetting<?>> settings() {
        return List.of(RandomDraw.SEED);
    }

    @Override
    public Partitioner create(PluginSettings settings) {
        return new HashPartitioner(KeyHash.FNV1A, RandomKeys.MISSING, RandomDraw.of(settings));
    }
}
