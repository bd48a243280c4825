package dev.kurier.sender.lane;

/** Counts as brokers do: from 0 to 2^31 - 1, then from 0 again. */
public final class Sequences {
    private Sequences() {}

    /** The sequence {@code records} after {@code base}. */
    public static int advance(int base, int records) {
        return (base + records) & Integer.MAX_VALUE;
    }
}
