package dev.kurier.cli.stub.json;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Finds the word that a mistyped one was probably meant to be. */
final class Suggestion {
    private static final int MAX_LISTED = 40;
    private static final int MAX_LETTERS = 60;

    private Suggestion() {}

    /** Says what is allowed, and which of it was probably meant. */
    static String allowed(String given, Collection<String> words) {
        String near = words.stream()
                .min(Comparator.comparingInt(word -> distance(plain(given), plain(word))))
                .filter(word -> distance(plain(given), plain(word)) <= Math.max(2, given.length() / 3))
                .map(word -> "; did you mean " + word + "?")
                .orElse("");
        String list = words.size() <= MAX_LISTED
                ? String.join(", ", words)
                : words.size() + " words, as Kafka names them in its protocol";
        return "; allowed: " + list + near;
    }

    private static String plain(String word) {
        String cut = word.substring(0, Math.min(MAX_LETTERS, word.length()));
        return cut.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Counts the letters to add, drop or change. */
    private static int distance(String given, String word) {
        int[] row = new int[word.length() + 1];
        for (int i = 0; i <= word.length(); i++) {
            row[i] = i;
        }
        for (int i = 1; i <= given.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= word.length(); j++) {
                int changed = diagonal + (given.charAt(i - 1) == word.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[word.length()];
    }
}
