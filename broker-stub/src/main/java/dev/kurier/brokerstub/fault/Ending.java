package dev.kurier.brokerstub.fault;

/**
 * Says how a connection ends.
 *
 * @param applyAfterNs with {@link Kind#APPLY_LATE} and {@link Kind#APPLY_LATE_ALONE}, how long after the end the request
 *     takes its effect
 */
public record Ending(Kind kind, long applyAfterNs) {
    /** Closes it in good order (FIN). */
    public static final Ending CLOSE = new Ending(Kind.CLOSE, 0);

    /** Breaks it off (RST). */
    public static final Ending RESET = new Ending(Kind.RESET, 0);

    /** Tells the ways apart. */
    public enum Kind {
        CLOSE,
        RESET,
        /** Closes it; the request and those behind it take their effect later, in their order. */
        APPLY_LATE,
        /** Closes it; the request takes its effect later, those behind it at once. */
        APPLY_LATE_ALONE
    }
}
