package dev.kurier.api.spi;

import dev.kurier.api.setting.PluginSetting;
import java.util.List;

/**
 * Is what every kind of provider has in common: found by {@link java.util.ServiceLoader}, described by {@link Plugin}.
 *
 * <p>Needs a public constructor without parameters that does nothing costly. Made anew for each producer; its methods are
 * called by one thread, with the plugin's class loader as the thread's context.
 */
public interface PluginProvider {
    /**
     * The settings that the plugin knows.
     *
     * <p>The host reads their values before it asks for the plugin, and refuses every other setting under the plugin's name.
     */
    default List<PluginSetting<?>> settings() {
        return List.of();
    }
}
