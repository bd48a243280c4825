package dev.kurier.partitioners;

import dev.kurier.api.setting.PluginSettings;
import dev.kurier.api.spi.Partitioner;
import dev.kurier.api.spi.PartitionerProvider;
import dev.kurier.api.spi.Plugin;

/** Makes the partitioner that lets partitions take turns. */
@Plugin(
        name = "round-robin",
        aliases = {"RoundRobinPartitioner", "org.apache.kafka.clients.producer.RoundRobinPartitioner"},
        summary = "The partitions take turns, record by record; keys do not count.")
public final class RoundRobinPartitionerProvider implements PartitionerProvider {
    /** Makes the provider. */
    public RoundRobinPartitionerProvider() {}

    @Override
    public Partitioner create(PluginSettings settings) {
        return new RoundRobinPartitioner();
    }
}
