package dev.kurier.brokerstub.log;

/** Counts as producers do: from 0 to 2^31-1, then from 0 again. */
public final class SequenceNumber {
    private SequenceNumber() {}

    /** Returns the number that many records after this one. */
    public static int plus(int sequence, int count) {
        int distanceToEnd = Integer.MAX_VALUE - sequence;
        return count <= distanceToEnd ? sequence + count : count - distanceToEnd - 1;
    }
}
