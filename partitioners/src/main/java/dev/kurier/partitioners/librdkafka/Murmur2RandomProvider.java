package dev.kurier.partitioners.librdkafka;

import dev.kurier.api.setting.PluginSetting;
import dev.kurier.api.setting.PluginSettings;
import dev.kurier.api.spi.Partitioner;
import dev.kurier.api.spi.PartitionerProvider;
import dev.kurier.api.spi.Plugin;
import dev.kurier.partitioners.RandomDraw;
import java.util.List;

/** Makes the partitioner of librdkafka that puts keys where Java's client does. */
@Plugin(
        name = "murmur2-random",
        aliases = "murmur2_random",
        summary = "murmur2 of the key as in Java; without a key at random: librdkafka's murmur2_random.")
public final class Murmur2RandomProvider implements PartitionerProvider {
    /** Makes the provider. */
    public Murmur2RandomProvider() {}

    @Override
    public List<PluginSetting<?>> settings() {
        return List.of(RandomDraw.SEED);
    }

    @Override
    public Partitioner create(PluginSettings settings) {
        return new HashPartitioner(KeyHash.MURMUR2, RandomKeys.MISSING, RandomDraw.of(settings));
    }
}
