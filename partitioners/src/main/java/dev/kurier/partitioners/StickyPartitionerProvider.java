package dev.kurier.partitioners;

import dev.kurier.api.setting.PluginSetting;
import dev.kurier.api.setting.PluginSettings;
import dev.kurier.api.spi.Partitioner;
import dev.kurier.api.spi.PartitionerProvider;
import dev.kurier.api.spi.Plugin;
import java.util.List;

/** Makes the partitioner that stays until a batch is sealed. */
@Plugin(
        name = "sticky",
        aliases = {"UniformStickyPartitioner", "org.apache.kafka.clients.producer.UniformStickyPartitioner"},
        summary = "One partition until its batch is sealed, then another at random; keys do not count.")
public final class StickyPartitionerProvider implements PartitionerProvider {
    /** Makes the provider. */
    public StickyPartitionerProvider() {}

    @Override
    public List<PluginSetting<?>> settings() {
        return List.of(RandomDraw.SEED);
    }

    @Override
    public Partitioner create(PluginSettings settings) {
        return new StickyPartitioner(RandomDraw.of(settings));
    }
}
