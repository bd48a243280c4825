package dev.kurier.cli.produce;

/** Says that text is not what a serializer wants; the message is what would be allowed. */
final class UnreadableTextException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableTextException(String allowed) {
        super(allowed);
    }
}
