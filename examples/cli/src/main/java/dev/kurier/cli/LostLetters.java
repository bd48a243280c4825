package dev.kurier.cli;

import java.util.Arrays;

/**
 * Finds arguments that Java could not read in the encoding of the locale.
 *
 * <p>It puts U+FFFD in the place of each such byte: sent on, a key or a header would be another than the one typed.
 */
final class LostLetters {
    private static final char REPLACEMENT = '\uFFFD';

    private LostLetters() {}

    static boolean areIn(String... args) {
        return Arrays.stream(args).anyMatch(word -> word.indexOf(REPLACEMENT) >= 0);
    }

    /** Says what is wrong, without the argument: it may be a secret. */
    static String message() {
        return "kurier: an argument holds bytes that are no text in the locale's encoding (sun.jnu.encoding="
                + System.getProperty("sun.jnu.encoding") + "), or U+FFFD, which stands for such bytes. Set LC_ALL to an"
                + " installed locale of the encoding typed, such as LC_ALL=C.UTF-8; standard input takes any bytes.";
    }
}
