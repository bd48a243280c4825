package dev.kurier.producer.plugin;

import dev.kurier.producer.listing.PluginKind;
import dev.kurier.producer.listing.PluginListing;
import dev.kurier.producer.plugin.path.PluginVersion;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * Couples a plugin's description with the way to make its provider.
 *
 * @param listing the description
 * @param provider makes the provider; null if the plugin is refused
 */
record FoundPlugin(PluginListing listing, ServiceLoader.@Nullable Provider<?> provider) {
    /** A jar or directory of which nothing can be used. */
    static FoundPlugin refusedPlace(String home, String reason) {
        return new FoundPlugin(
                new PluginListing(null, home, List.of(), PluginVersion.of(home), 0, "", home, home, reason), null);
    }

    /** Tells whether it is of that kind, or a place that might have held one. */
    boolean mayBe(PluginKind kind) {
        return listing.kind() == kind || listing.kind() == null;
    }
}
