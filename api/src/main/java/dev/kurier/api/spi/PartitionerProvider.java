package dev.kurier.api.spi;

import dev.kurier.api.setting.PluginSettings;

/** Makes a partitioner. */
public interface PartitionerProvider extends PluginProvider {
    /**
     * Makes the partitioner of one producer.
     *
     * @throws dev.kurier.api.error.PluginException if a setting is not usable
     */
    Partitioner create(PluginSettings settings);
}
