package dev.kurier.testkit.check;

/** Says why a check could not tell anything, and what it would need. */
public final class NotCheckedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Makes one; the message says what is missing. */
    public NotCheckedException(String message) {
        super(message);
    }
}
