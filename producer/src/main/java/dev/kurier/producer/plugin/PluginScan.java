package dev.kurier.producer.plugin;

import dev.kurier.api.spi.Plugin;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * Finds the plugins of one kind that a class loader sees.
 *
 * <p>Loads the provider classes but does not initialise them: no plugin code runs. A broken entry becomes a refused row
 * and never hides the good ones.
 */
final class PluginScan {
    /** A loader that fails again and again on the same entry is given up; it would never end. */
    private static final int FAILURES_IN_A_ROW = 50;

    private final PluginKind kind;
    private final List<FoundPlugin> found = new ArrayList<>();
    private final Set<Class<?>> seen = new HashSet<>();
    private final Set<String> failures = new HashSet<>();

    private PluginScan(PluginKind kind) {
        this.kind = kind;
    }

    static List<FoundPlugin> of(PluginKind kind, ClassLoader loader) {
        PluginScan scan = new PluginScan(kind);
        scan.run(ServiceLoader.load(kind.provider(), loader).stream().iterator());
        return scan.found;
    }

    private void run(Iterator<? extends ServiceLoader.Provider<?>> providers) {
        int failuresInARow = 0;
        while (failuresInARow < FAILURES_IN_A_ROW) {
            try {
                if (!providers.hasNext()) {
                    return;
                }
                describe(providers.next());
                failuresInARow = 0;
            } catch (ServiceConfigurationError | LinkageError e) {
                failuresInARow++;
                refuseEntry(e);
            }
        }
    }

    private void describe(ServiceLoader.Provider<?> provider) {
        Class<?> type = provider.type();
        if (!seen.add(type)) {
            return;
        }
        Plugin plugin;
        try {
            plugin = type.getAnnotation(Plugin.class);
        } catch (RuntimeException | LinkageError e) {
            refuse(type, "its description can't be read: " + LoadFailure.of(e).reason());
            return;
        }
        if (plugin == null) {
            refuse(type, "it has no @Plugin annotation, so it has no name: annotate the provider class");
            return;
        }
        if (plugin.apiLevel() > Plugin.CURRENT_API_LEVEL) {
            refuse(
                    type,
                    plugin,
                    "it was built for API level " + plugin.apiLevel() + ", this is " + Plugin.CURRENT_API_LEVEL
                            + ": use a newer Kurier or an older plugin");
            return;
        }
        found.add(new FoundPlugin(listing(type, plugin, null), provider));
    }

    private void refuse(Class<?> type, Plugin plugin, String reason) {
        found.add(new FoundPlugin(listing(type, plugin, reason), null));
    }

    private PluginListing listing(Class<?> type, Plugin plugin, @org.jspecify.annotations.Nullable String refusal) {
        return new PluginListing(
                kind,
                plugin.name(),
                List.of(plugin.aliases()),
                plugin.apiLevel(),
                plugin.summary(),
                type.getName(),
                PluginSource.of(type),
                refusal);
    }

    private void refuse(Class<?> type, String reason) {
        String name = type.getName();
        found.add(new FoundPlugin(
                new PluginListing(kind, name, List.of(), 0, "", name, PluginSource.of(type), reason), null));
    }

    private void refuseEntry(Throwable failure) {
        LoadFailure reason = LoadFailure.of(failure);
        if (failures.add(reason.reason())) {
            String entry = PluginSource.entryOf(failure, kind);
            found.add(new FoundPlugin(
                    new PluginListing(
                            kind, entry, List.of(), 0, "", entry, PluginSource.fileOf(failure), reason.reason()),
                    null));
        }
    }
}
