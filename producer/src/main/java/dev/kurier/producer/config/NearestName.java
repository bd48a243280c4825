package dev.kurier.producer.config;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the known name that a mistyped one probably means. */
public final class NearestName {
    private NearestName() {}

    /** The nearest of {@code known}, or null if none is near. */
    public static @Nullable String of(String given, Collection<String> known) {
        String wanted = plain(given);
        String best = null;
        int bestDistance = Math.max(1, Math.min(6, wanted.length() / 3)) + 1;
        for (String name : known) {
            int distance = distance(wanted, plain(name));
            if (distance < bestDistance) {
                best = name;
                bestDistance = distance;
            }
        }
        return best;
    }

    /** The words " Did you mean X?", or an empty text. */
    public static String question(String given, Collection<String> known) {
        String nearest = of(given, known);
        return nearest == null ? "" : " Did you mean " + nearest + "?";
    }

    private static String plain(String name) {
        String cut = name.length() > 100 ? name.substring(0, 100) : name;
        return cut.trim().toLowerCase(Locale.ROOT).replace('_', '.').replace('-', '.');
    }

    /** How many letters must be added, dropped or changed; a name cut off at a dot is near the whole one. */
    private static int distance(String given, String known) {
        if (given.isEmpty() || given.equals(known)) {
            return given.isEmpty() ? Integer.MAX_VALUE : 0;
        }
        if (known.startsWith(given + ".")) {
            return 1;
        }
        int[] row = new int[known.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= given.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int change = diagonal + (given.charAt(i - 1) == known.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[known.length()];
    }
}
