package dev.kurier.api.setting;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the known name that a mistyped one probably means, for messages; may be used from any thread. */
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

    /** How many letters must be added, dropped, changed or swapped; a name cut off at a dot is near the whole one. */
    private static int distance(String given, String known) {
        if (given.isEmpty() || given.equals(known)) {
            return given.isEmpty() ? Integer.MAX_VALUE : 0;
        }
        if (known.startsWith(given + ".")) {
            return 1;
        }
        // distances[i][j]: between the first i letters of given and the first j of known
        int[][] distances = new int[given.length() + 1][known.length() + 1];
        for (int i = 0; i <= given.length(); i++) {
            for (int j = 0; j <= known.length(); j++) {
                distances[i][j] = i == 0 || j == 0 ? i + j : step(distances, i, j, given, known);
            }
        }
        return distances[given.length()][known.length()];
    }

    private static int step(int[][] distances, int i, int j, String given, String known) {
        boolean isSame = given.charAt(i - 1) == known.charAt(j - 1);
        int changed = distances[i - 1][j - 1] + (isSame ? 0 : 1);
        int best = Math.min(changed, 1 + Math.min(distances[i - 1][j], distances[i][j - 1]));
        boolean isSwapped = i > 1
                && j > 1
                && given.charAt(i - 1) == known.charAt(j - 2)
                && given.charAt(i - 2) == known.charAt(j - 1);
        return isSwapped ? Math.min(best, distances[i - 2][j - 2] + 1) : best;
    }
}
