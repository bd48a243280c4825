package dev.kurier.producer.plugin;

import dev.kurier.api.spi.Plugin;
import dev.kurier.producer.listing.PluginKind;
import dev.kurier.producer.listing.PluginListing;
import dev.kurier.producer.plugin.path.PluginSource;
import dev.kurier.producer.plugin.path.PluginVersion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the plugins of one kind that a class loader sees.
 *
 * <p>Loads the provider classes but does not initialise them: no plugin code runs. A broken entry becomes a refused row
 * and never hides the good ones.
 */
final class PluginScan {
    /** A loader that fails again and again on the same entry is given up; it would never end. */
    private static final int FAILURES_IN_A_ROW = 1_000;

    private final PluginKind kind;
    private final ClassLoader loader;
    private final List<FoundPlugin> found = new ArrayList<>();
    private final TreeSet<String> seen = new TreeSet<>();
    private final TreeSet<String> failures = new TreeSet<>();

    private PluginScan(PluginKind kind, ClassLoader loader) {
        this.kind = kind;
        this.loader = loader;
    }

    static List<FoundPlugin> of(PluginKind kind, ClassLoader loader) {
        PluginScan scan = new PluginScan(kind, loader);
        scan.run(ServiceLoader.load(kind.provider(), loader).stream().iterator());
        if (!scan.failures.isEmpty()) {
            scan.refuseWhatFailed();
        }
        return scan.found;
    }

    private void run(Iterator<? extends ServiceLoader.Provider<?>> providers) {
        int failuresInARow = 0;
        while (failuresInARow < FAILURES_IN_A_ROW) {
            try {
                if (!providers.hasNext()) {
                    return;
                }
                ServiceLoader.Provider<?> provider = providers.next();
                if (seen.add(provider.type().getName())) {
                    found.add(describe(provider));
                }
                failuresInARow = 0;
            } catch (ServiceConfigurationError | LinkageError e) {
                failuresInARow++;
                failures.add(LoadFailure.of(e).reason());
            }
        }
    }

    private FoundPlugin describe(ServiceLoader.Provider<?> provider) {
        Class<?> type = provider.type();
        Plugin plugin;
        try {
            plugin = type.getAnnotation(Plugin.class);
        } catch (RuntimeException | LinkageError e) {
            String reason = LoadFailure.of(e).reason();
            return refused(type.getName(), PluginSource.of(type), "its description can't be read: " + reason);
        }
        if (plugin == null) {
            String reason = "it has no @Plugin annotation, so it has no name: annotate the provider class";
            return refused(type.getName(), PluginSource.of(type), reason);
        }
        int level = plugin.apiLevel();
        if (level > Plugin.CURRENT_API_LEVEL || level < Plugin.OLDEST_API_LEVEL) {
            String way = level > Plugin.CURRENT_API_LEVEL
                    ? "use a newer Kurier or an older plugin"
                    : "use a newer plugin or an older Kurier";
            String reason = "it was built for API level " + level + ", this Kurier runs levels "
                    + Plugin.OLDEST_API_LEVEL + " to " + Plugin.CURRENT_API_LEVEL + ": " + way;
            return new FoundPlugin(listing(type, plugin, reason), null);
        }
        return new FoundPlugin(listing(type, plugin, null), provider);
    }

    /** The loader's errors seldom name class and jar: compare what the provider files list with what came. */
    private void refuseWhatFailed() {
        int before = found.size();
        for (Map.Entry<String, String> entry :
                ProviderFiles.listed(kind, loader).entrySet()) {
            if (!seen.contains(entry.getKey())) {
                found.add(refused(entry.getKey(), entry.getValue(), reasonFor(entry.getKey())));
            }
        }
        if (found.size() == before) {
            found.add(refused(
                    "a provider of " + kind.provider().getName(), "the module path", String.join("; ", failures)));
        }
    }

    private String reasonFor(String className) {
        try {
            Class<?> type = Class.forName(className, false, loader);
            if (!kind.provider().isAssignableFrom(type)) {
                return "it does not implement " + kind.provider().getName() + ": take it out of the provider file";
            }
            if (Arrays.stream(type.getConstructors()).noneMatch(c -> c.getParameterCount() == 0)) {
                return "it has no public constructor without parameters: add one";
            }
            return "its provider file could not be read to the end: " + String.join("; ", failures);
        } catch (ReflectiveOperationException | LinkageError e) {
            return LoadFailure.of(e).reason();
        }
    }

    private FoundPlugin refused(String className, String source, String reason) {
        return new FoundPlugin(
                new PluginListing(
                        kind, className, List.of(), PluginVersion.of(source), 0, "", className, source, reason),
                null);
    }

    private PluginListing listing(Class<?> type, Plugin plugin, @Nullable String refusal) {
        String source = PluginSource.of(type);
        return new PluginListing(
                kind,
                plugin.name(),
                List.of(plugin.aliases()),
                PluginVersion.of(type, source),
                plugin.apiLevel(),
                plugin.summary(),
                type.getName(),
                source,
                refusal);
    }
}
