package dev.kurier.partitioners;

import dev.kurier.api.spi.Partitioner;
import dev.kurier.api.spi.PartitionerProvider;
import dev.kurier.api.spi.Plugin;
import dev.kurier.api.spi.PluginSettings;

/**
 * Makes the partitioner that is used if none is chosen.
 *
 * <p>Settings: {@code ignore.keys}, {@code adaptive.partitioning.enable}, {@code availability.timeout.ms} (Kafka's
 * settings under {@code partitioner.}), {@code batch.size}, and {@code seed} for a repeatable sequence of draws.
 */
@Plugin(
        name = "default",
        aliases = {"DefaultPartitioner", "org.apache.kafka.clients.producer.internals.DefaultPartitioner"},
        summary = "murmur2 of the key; without a key, a batch's worth to one partition, then another.")
public final class DefaultPartitionerProvider implements PartitionerProvider {
    /** Makes the provider. */
    public DefaultPartitionerProvider() {}

    @Override
    public Partitioner create(PluginSettings settings) {
        PartitionDraw draw = new PartitionDraw(
                RandomDraw.of(settings),
                Boolean.parseBoolean(settings.get("adaptive.partitioning.enable", "true")),
                Long.parseLong(settings.get("availability.timeout.ms", "0")));
        boolean ignoreKeys = Boolean.parseBoolean(settings.get("ignore.keys", "false"));
        int switchBytes = Math.max(1, Integer.parseInt(settings.get("batch.size", "16384")));
        return new DefaultPartitioner(draw, ignoreKeys, switchBytes);
    }
}
