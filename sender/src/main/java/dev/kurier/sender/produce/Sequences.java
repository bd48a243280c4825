package dev.kurier.sender.produce;

/** Counts as brokers do: from 0 to 2^31 - 1, then from 0 again. */
final class Sequences {
    private Sequences() {}

    /** The sequence {@code records} after {@code base}. */
    static int advance(int base, int records) {
        return (base + records) & Integer.MAX_VALUE;
    }
}
