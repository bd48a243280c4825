package dev.kurier.producer.plugin;

import dev.kurier.api.error.PluginException;
import dev.kurier.api.setting.NearestName;
import dev.kurier.producer.config.PluginChoice;
import dev.kurier.producer.listing.PluginKind;
import dev.kurier.producer.listing.PluginListing;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the plugin that a setting names: by provider class, name, alias, or as a class of the application.
 *
 * @param kind what is looked for
 * @param found every plugin of the kind
 * @param loaders where classes of the application come from, in this order
 */
record PluginLookup(PluginKind kind, List<FoundPlugin> found, List<ClassLoader> loaders) {

    PluginMaking find(PluginChoice choice, String clientId) {
        String name = choice.name();
        FoundPlugin plugin = only(choice, p -> p.listing().className().equals(name), "class name");
        if (plugin == null && choice.type() == null) {
            plugin = only(choice, p -> p.listing().isNamed(name), "name");
        }
        if (plugin == null && choice.type() == null) {
            plugin = only(choice, p -> p.listing().hasAlias(name), "alias");
        }
        if (plugin != null) {
            return new PluginMaking(kind, choice, clientId, plugin, null);
        }
        Class<?> type = choice.type() != null ? choice.type() : load(choice);
        if (choice.type() != null && !isOurs(type)) {
            // A class of Kafka's own client, given as such and not by its name, which is an alias of a plugin.
            plugin = only(choice, p -> p.listing().hasAlias(name), "alias");
            if (plugin != null) {
                return new PluginMaking(kind, choice, clientId, plugin, null);
            }
        }
        if (!isOurs(type)) {
            throw refused(
                    choice, "the class does not implement " + kind.product().getName() + foreign(type), null);
        }
        return new PluginMaking(kind, choice, clientId, null, type);
    }

    private boolean isOurs(Class<?> type) {
        return kind.product().isAssignableFrom(type) || kind.provider().isAssignableFrom(type);
    }

    private @Nullable FoundPlugin only(PluginChoice choice, Predicate<FoundPlugin> matches, String what) {
        List<FoundPlugin> candidates = found.stream().filter(matches).toList();
        List<FoundPlugin> usable =
                candidates.stream().filter(p -> p.listing().isUsable()).toList();
        if (usable.size() > 1) {
            String all = usable.stream().map(p -> p.listing().toString()).collect(Collectors.joining(", "));
            throw refused(
                    choice,
                    usable.size() + " plugins have this " + what + ": " + all
                            + ". Remove all but one, or choose by class name",
                    null);
        }
        if (usable.isEmpty() && !candidates.isEmpty()) {
            PluginListing refused = candidates.get(0).listing();
            throw refused(choice, "the plugin " + refused + " is refused: " + refused.refusal(), null);
        }
        return usable.isEmpty() ? null : usable.get(0);
    }

    private Class<?> load(PluginChoice choice) {
        for (ClassLoader loader : loaders) {
            try {
                // Not initialised before its type is checked: a static initializer is code, too.
                return Class.forName(choice.name(), false, loader);
            } catch (ClassNotFoundException e) {
                // Perhaps the next one has it.
            } catch (LinkageError e) {
                // A class of another writing is no class at all, for example string for String on some file systems.
                String reason = LoadFailure.of(e).reason();
                throw refused(choice, reason, e);
            }
        }
        throw unknown(choice);
    }

    private PluginException unknown(PluginChoice choice) {
        List<String> names = found.stream()
                .filter(p -> p.listing().isUsable())
                .map(p -> p.listing().name())
                .sorted()
                .toList();
        List<String> refused = found.stream()
                .filter(p -> !p.listing().isUsable())
                .map(p -> p.listing() + " because " + p.listing().refusal())
                .toList();
        String known = names.isEmpty() ? "none" : String.join(", ", names);
        return refused(
                choice,
                "there is no " + kind + " of this name or class. Known: " + known + ". Searched: the class path,"
                        + " the module path and kurier.plugin.path"
                        + (refused.isEmpty() ? "" : "; refused: " + String.join("; ", refused)) + "."
                        + NearestName.question(choice.name(), names) + " Add the plugin's jar, or choose a known name",
                null);
    }

    private static String foreign(Class<?> type) {
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            for (Class<?> face : at.getInterfaces()) {
                if (face.getName().startsWith("org.apache.kafka.")) {
                    return " but " + face.getName() + ", which Kurier does not run. Write one for Kurier, or choose a"
                            + " plugin that does the same";
                }
            }
        }
        return ". Name a class that does, or a plugin";
    }

    private static PluginException refused(PluginChoice choice, String reason, @Nullable Throwable cause) {
        return PluginMaking.refused(choice, reason, cause);
    }
}
