package dev.kurier.producer.plugin;

import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * Couples a plugin's description with the way to make its provider.
 *
 * @param listing the description
 * @param provider makes the provider; null if the plugin is refused
 */
record FoundPlugin(PluginListing listing, ServiceLoader.@Nullable Provider<?> provider) {}
