package dev.kurier.brokerstub.lint;

import java.util.Locale;

/**
 * Says where a request breaks a rule.
 *
 * @param rule which rule
 * @param origin whose request it is
 * @param place what the bytes are, such as {@code topic=orders partition=0 record=3 offsetDelta}
 * @param offset the first byte of the offending field, counted from the first byte of the request's header (the size
 *     before it is not counted); of compressed records the first byte of the batch's compressed payload
 * @param decompressedOffset the same within the decompressed records, or -1 if the byte is not in compressed records
 * @param excerpt the bytes around it in hexadecimal, that one in brackets; of compressed records the decompressed bytes
 * @param expected what ought to be there
 * @param found what is there
 */
public record Finding(
        LintRule rule,
        Origin origin,
        String place,
        int offset,
        int decompressedOffset,
        String excerpt,
        String expected,
        String found) {
    /** Stands for no place in decompressed records. */
    public static final int NOT_COMPRESSED = -1;

    /**
     * Says whose request it is.
     *
     * @param brokerId the broker that received it, 0 if it was not received by one
     * @param connectionId the connection, counted from 1 in its cluster; 0 if there is none
     * @param correlationId as sent
     */
    public record Origin(int brokerId, long connectionId, int correlationId) {
        /** Stands for a request that came over no connection. */
        public static final Origin NONE = new Origin(0, 0, 0);
    }

    /** Returns the rule's severity. */
    public Severity severity() {
        return rule.severity();
    }

    /** Tells all of it in one line. */
    @Override
    public String toString() {
        String inside = decompressedOffset == NOT_COMPRESSED
                ? ""
                : " (byte " + decompressedOffset + " of the decompressed records)";
        return severity().name().toLowerCase(Locale.ROOT) + " " + rule.ruleName() + ": " + place + " at byte "
                + offset + inside + ": expected " + expected + ", found " + found + " [" + excerpt + "]; broker="
                + origin.brokerId() + " connection=" + origin.connectionId() + " correlationId="
                + origin.correlationId();
    }
}
