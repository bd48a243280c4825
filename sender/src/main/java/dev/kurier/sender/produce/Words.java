package dev.kurier.sender.produce;

/** Makes text from elsewhere fit to print. */
final class Words {
    private static final int MAX_LENGTH = 1_000;

    private Words() {}

    /** Cuts text that a broker sent, and takes line breaks and other control characters out of it. */
    static String untrusted(String text) {
        String cut = text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + "…" : text;
        return cut.replaceAll("\\p{Cntrl}", " ");
    }
}
