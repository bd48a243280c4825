package dev.kurier.producer;

import dev.kurier.api.spi.PluginProvider;
import dev.kurier.producer.listing.PluginListing;
import dev.kurier.producer.plugin.PluginCatalog;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/**
 * Lists the plugins that a producer could choose from, and makes their providers for tools that look closer.
 *
 * <pre>{@code
 * try (InstalledPlugins plugins = Kurier.plugins(List.of("plugins"))) {
 *     plugins.listings().forEach(System.out::println);
 * }
 * }</pre>
 *
 * <p>Immutable; may be used from any thread. Holds the jars of the path open until it is closed.
 */
public final class InstalledPlugins implements AutoCloseable {
    private final PluginCatalog catalog;

    private InstalledPlugins(PluginCatalog catalog) {
        this.catalog = catalog;
    }

    static InstalledPlugins on(Collection<String> path) {
        return new InstalledPlugins(PluginCatalog.ofApplication(path));
    }

    static InstalledPlugins with(Path home) {
        return new InstalledPlugins(PluginCatalog.ofApplicationWith(home));
    }

    /**
     * Every plugin found, in the order of the search; no plugin code has run.
     *
     * <p>Broken ones are among them, with the reason; so are all those that share a name, which only their class names can
     * choose.
     */
    public List<PluginListing> listings() {
        return catalog.listings();
    }

    /**
     * Makes the provider of a listed plugin; this runs its code, with its class loader as the thread's context.
     *
     * @throws dev.kurier.api.error.PluginException if nothing can be made of it, or its constructor fails
     */
    public PluginProvider provider(PluginListing listing) {
        return catalog.provider(listing);
    }

    /** Closes the jars of the path; what was made of them can't load more classes then. */
    @Override
    public void close() {
        catalog.close();
    }
}
