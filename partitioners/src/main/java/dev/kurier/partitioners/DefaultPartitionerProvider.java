package dev.kurier.partitioners;

import dev.kurier.api.setting.PluginSetting;
import dev.kurier.api.setting.PluginSettings;
import dev.kurier.api.spi.Partitioner;
import dev.kurier.api.spi.PartitionerProvider;
import dev.kurier.api.spi.Plugin;
import java.time.Duration;
import java.util.List;

/**
 * Makes the partitioner that is used if none is chosen.
 *
 * <p>Its settings are those of Kafka under {@code partitioner.}, and {@code batch.size}.
 */
@Plugin(
        name = "default",
        aliases = {"DefaultPartitioner", "org.apache.kafka.clients.producer.internals.DefaultPartitioner"},
        summary = "murmur2 of the key; without a key, a batch's worth to one partition, then another.")
public final class DefaultPartitionerProvider implements PartitionerProvider {
    private static final PluginSetting<Boolean> IGNORE_KEYS = PluginSetting.bool(
                    "ignore.keys", "Treats records with a key like those without.")
            .withDefault(false);
    private static final PluginSetting<Boolean> ADAPTIVE = PluginSetting.bool(
                    "adaptive.partitioning.enable", "Prefers partitions whose leaders keep up (KIP-794).")
            .withDefault(true);
    private static final PluginSetting<Duration> AVAILABILITY_TIMEOUT = PluginSetting.millis(
                    "availability.timeout.ms",
                    "Leaves out partitions whose leader has taken nothing for so long; 0 for never.",
                    0,
                    Long.MAX_VALUE)
            .withDefault(Duration.ZERO);
    private static final PluginSetting<Integer> BATCH_SIZE = PluginSetting.integer(
                    "batch.size", "How many bytes go to one partition before another is drawn.", 0, Integer.MAX_VALUE)
            .withDefault(16_384);

    /** Makes the provider. */
    public DefaultPartitionerProvider() {}

    @Override
    public List<PluginSetting<?>> settings() {
        return List.of(IGNORE_KEYS, ADAPTIVE, AVAILABILITY_TIMEOUT, BATCH_SIZE, RandomDraw.SEED);
    }

    @Override
    public Partitioner create(PluginSettings settings) {
        PartitionDraw draw = new PartitionDraw(
                RandomDraw.of(settings),
                settings.get(ADAPTIVE),
                settings.get(AVAILABILITY_TIMEOUT).toMillis());
        return new DefaultPartitioner(draw, settings.get(IGNORE_KEYS), Math.max(1, settings.get(BATCH_SIZE)));
    }
}
