package dev.kurier.api.spi;

import dev.kurier.api.setting.PluginSettings;

/** Makes a delivery listener. */
public interface DeliveryListenerProvider extends PluginProvider {
    /**
     * Makes one listener of one producer.
     *
     * @throws dev.kurier.api.error.PluginException if a setting is not usable
     */
    DeliveryListener create(PluginSettings settings);
}
