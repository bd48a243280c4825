package dev.kurier.producer.listing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Describes one plugin that was found, usable or not.
 *
 * @param kind what it makes; null for a jar or directory of which nothing can be used
 * @param name the name to choose it by; its class name if it has no readable description
 * @param aliases other names that choose it
 * @param version what its jar or module says its version is; empty if it does not say
 * @param apiLevel the API level it was built for, 0 if unknown
 * @param summary one line about it
 * @param className its provider class, or what stands in the provider file
 * @param source the jar, directory or module it came from
 * @param refusal why it can't be used, or null if it can
 */
public record PluginListing(
        @Nullable PluginKind kind,
        String name,
        List<String> aliases,
        String version,
        int apiLevel,
        String summary,
        String className,
        String source,
        @Nullable String refusal) {
    public PluginListing {
        aliases = List.copyOf(aliases);
    }

    /** Tells whether it can be chosen. */
    public boolean isUsable() {
        return refusal == null;
    }

    /** Tells whether {@code chosen} is its name, in upper or lower case. */
    public boolean isNamed(String chosen) {
        return name.equalsIgnoreCase(chosen);
    }

    /** Tells whether {@code chosen} is one of its aliases, in upper or lower case. */
    public boolean hasAlias(String chosen) {
        return aliases.stream().anyMatch(alias -> alias.equalsIgnoreCase(chosen));
    }

    /** Tells whether both describe the same class of the same place. */
    public boolean isSameAs(PluginListing other) {
        return kind == other.kind && className.equals(other.className) && source.equals(other.source);
    }

    /** The same plugin, refused for that reason. */
    public PluginListing refusedFor(String reason) {
        return new PluginListing(kind, name, aliases, version, apiLevel, summary, className, source, reason);
    }

    /** Writes name, class and source, for messages. */
    @Override
    public String toString() {
        return name + " (" + className + " in " + source + ")";
    }
}
