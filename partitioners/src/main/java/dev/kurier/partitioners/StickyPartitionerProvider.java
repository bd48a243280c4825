package dev.kurier.partitioners;

import dev.kurier.api.spi.Partitioner;
import dev.kurier.api.spi.PartitionerProvider;
import dev.kurier.api.spi.Plugin;
import dev.kurier.api.spi.PluginSettings;

/** Makes the partitioner that stays until a batch is sealed; setting: {@code seed}. */
@Plugin(
        name = "sticky",
        aliases = {"UniformStickyPartitioner", "org.apache.kafka.clients.producer.UniformStickyPartitioner"},
        summary = "One partition until its batch is sealed, then another at random; keys do not count.")
public final class StickyPartitionerProvider implements PartitionerProvider {
    /** Makes the provider. */
    public StickyPartitionerProvider() {}

    @Override
    public Partitioner create(PluginSettings settings) {
        return new StickyPartitioner(RandomDraw.of(settings));
    }
}
