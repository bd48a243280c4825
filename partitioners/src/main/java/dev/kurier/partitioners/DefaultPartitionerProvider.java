package dev.kurier.partitioners;

import dev.kurier.api.error.PluginException;
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
 * <p>Its settings are those of Kafka under {@code partitioner.}, {@code batch.size} and {@code client.rack}.
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
    static final PluginSetting<Boolean> RACK_AWARE = PluginSetting.bool(
                    "rack.aware", "Prefers partitions whose leader is in client.rack (KIP-1123).")
            .withDefault(false);
    private static final PluginSetting<String> RACK = PluginSetting.text(
                    "client.rack", "The rack that the producer runs in, as in broker.rack of the brokers near it.")
            .withDefault("");
    private static final PluginSetting<Integer> BATCH_SIZE = PluginSetting.integer(
                    "batch.size", "How many bytes go to one partition before another is drawn.", 0, Integer.MAX_VALUE)
            .withDefault(16_384);

    /** Makes the provider. */
    public DefaultPartitionerProvider() {}

    @Override
    public List<PluginSetting<?>> settings() {
        return declared();
    }

    @Override
    public Partitioner create(PluginSettings settings) {
        return create(settings, settings.get(RACK_AWARE));
    }

    static List<PluginSetting<?>> declared() {
        return List.of(IGNORE_KEYS, ADAPTIVE, AVAILABILITY_TIMEOUT, RACK_AWARE, RACK, BATCH_SIZE, RandomDraw.SEED);
    }

    static Partitioner create(PluginSettings settings, boolean rackAware) {
        String rack = settings.get(RACK);
        if (rackAware && rack.isEmpty()) {
            throw new PluginException(
                    "its setting client.rack is empty: to be aware of racks, it must be the rack that the producer runs"
                            + " in",
                    null);
        }
        PartitionDraw draw = new PartitionDraw(
                RandomDraw.of(settings),
                settings.get(ADAPTIVE),
                settings.get(AVAILABILITY_TIMEOUT).toMillis(),
                rackAware ? rack : "");
        return new DefaultPartitioner(draw, settings.get(IGNORE_KEYS), Math.max(1, settings.get(BATCH_SIZE)));
    }
}
