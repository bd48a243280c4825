package dev.kurier.partitioners;

import dev.kurier.api.setting.PluginSetting;
import dev.kurier.api.setting.PluginSettings;
import dev.kurier.api.spi.Partitioner;
import dev.kurier.api.spi.PartitionerProvider;
import dev.kurier.api.spi.Plugin;
import java.util.List;

/** Makes the default partitioner with {@code partitioner.rack.aware} switched on. */
@Plugin(name = "rack-aware", summary = "As default, but without a key rather to leaders in client.rack (KIP-1123).")
public final class RackAwarePartitionerProvider implements PartitionerProvider {
    /** Makes the provider. */
    public RackAwarePartitionerProvider() {}

    @Override
    public List<PluginSetting<?>> settings() {
        return DefaultPartitionerProvider.declared().stream()
                .filter(setting -> setting != DefaultPartitionerProvider.RACK_AWARE)
                .toList();
    }

    @Override
    public Partitioner create(PluginSettings settings) {
        return DefaultPartitionerProvider.create(settings, true);
    }
}
