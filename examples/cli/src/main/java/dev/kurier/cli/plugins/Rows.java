package dev.kurier.cli.plugins;

import com.google.common.base.Strings;
import dev.kurier.producer.listing.PluginKind;
import dev.kurier.producer.listing.PluginListing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes plugins as the rows of a table, or as JSON objects, one a line. */
final class Rows {
    private static final List<String> HEAD = List.of("KIND", "NAME", "ALIASES", "VERSION", "API", "SOURCE", "STATUS");
    private static final String NOTHING = "-";

    private Rows() {}

    /** By kind, then name, then place; what is of no kind comes last. */
    static List<PluginListing> sorted(Collection<PluginListing> listings) {
        Comparator<PluginListing> byKind =
                Comparator.comparing(PluginListing::kind, Comparator.nullsLast(Comparator.<PluginKind>naturalOrder()));
        return listings.stream()
                .sorted(byKind.thenComparing(PluginListing::name).thenComparing(PluginListing::source))
                .toList();
    }

    /** A head and a line for each, in columns as wide as they have to be. */
    static List<String> asTable(List<PluginListing> listings, Collection<String> path) {
        List<List<String>> rows = new ArrayList<>(List.of(HEAD));
        listings.forEach(listing -> rows.add(row(listing, path)));
        int[] widths = IntStream.range(0, HEAD.size() - 1)
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            line.append(Strings.padEnd(row.get(column), widths[column], ' ')).append("  ");
        }
        return line.append(row.get(widths.length)).toString();
    }

    private static List<String> row(PluginListing listing, Collection<String> path) {
        PluginKind kind = listing.kind();
        return List.of(
                kind == null ? NOTHING : kind.toString(),
                kind == null ? NOTHING : printable(listing.name()),
                orNothing(printable(String.join(",", listing.aliases()))),
                orNothing(printable(listing.version())),
                listing.apiLevel() == 0 ? NOTHING : Integer.toString(listing.apiLevel()),
                place(listing.source(), path),
                listing.isUsable() ? "ok" : "REFUSED: " + printable(String.valueOf(listing.refusal())));
    }

    /** Where it was dropped, as a path; of what the class path brings, the jar's name. */
    private static String place(String source, Collection<String> path) {
        boolean isDropped = path.stream()
                .anyMatch(entry -> Path.of(source)
                        .startsWith(Path.of(entry).toAbsolutePath().normalize()));
        return printable(isDropped ? source : "(class path) " + Path.of(source).getFileName());
    }

    private static String orNothing(String text) {
        return text.isEmpty() ? NOTHING : text;
    }

    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    /** An object for each; the fields are listed in the guide. */
    static List<String> asJson(List<PluginListing> listings) {
        JsonMapper json = new JsonMapper();
        return listings.stream()
                .map(listing -> json.writeValueAsString(object(listing, json)))
                .toList();
    }

    private static ObjectNode object(PluginListing listing, JsonMapper json) {
        PluginKind kind = listing.kind();
        ObjectNode object = json.createObjectNode();
        object.put("kind", kind == null ? null : kind.toString()).put("name", kind == null ? null : listing.name());
        listing.aliases().forEach(object.putArray("aliases")::add);
        return object.put("version", listing.version().isEmpty() ? null : listing.version())
                .put("apiLevel", listing.apiLevel() == 0 ? null : (Integer) listing.apiLevel())
                .put("summary", listing.summary())
                .put("class", kind == null ? null : listing.className())
                .put("source", listing.source())
                .put("status", listing.isUsable() ? "ok" : "refused")
                .put("reason", listing.refusal());
    }
}
