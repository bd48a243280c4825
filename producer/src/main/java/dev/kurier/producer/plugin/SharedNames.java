package dev.kurier.producer.plugin;

import dev.kurier.producer.listing.PluginListing;
import java.util.List;
import java.util.stream.Collectors;

/** Refuses plugins that share a name: choosing by that name could mean either. */
final class SharedNames {
    private SharedNames() {}

    /** The same list, in which each plugin whose name another of its kind has too is refused and names the others. */
    static List<PluginListing> refused(List<PluginListing> listings) {
        return listings.stream().map(listing -> checked(listing, listings)).toList();
    }

    private static PluginListing checked(PluginListing listing, List<PluginListing> all) {
        if (!listing.isUsable()) {
            return listing;
        }
        List<PluginListing> others = all.stream()
                .filter(other -> other.isUsable() && !other.isSameAs(listing))
                .filter(other -> other.kind() == listing.kind() && other.isNamed(listing.name()))
                .toList();
        if (others.isEmpty()) {
            return listing;
        }
        boolean isSameClass =
                others.stream().anyMatch(other -> other.className().equals(listing.className()));
        String names = others.stream().map(PluginListing::toString).collect(Collectors.joining(", "));
        return listing.refusedFor("its name is also that of " + names + ": remove all but one"
                + (isSameClass ? "" : ", or choose it by its class name " + listing.className()));
    }
}
