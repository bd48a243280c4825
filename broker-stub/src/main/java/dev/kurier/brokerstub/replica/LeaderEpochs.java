package dev.kurier.brokerstub.replica;

import java.util.Map;
import java.util.TreeMap;

/** Knows at which offset each leader's epoch began: what tells readers where logs went different ways (KIP-320). */
public final class LeaderEpochs {
    /** What readers say that know no epoch. */
    private static final int UNDEFINED = -1;

    private final TreeMap<Integer, Long> starts = new TreeMap<>();

    /**
     * Says where an epoch ends.
     *
     * @param epoch the epoch that was asked for, or the last before it that wrote anything; -1 if unknown
     * @param endOffset the first offset behind it, -1 if unknown
     */
    public record End(int epoch, long endOffset) {
        /** The answer about an epoch that nobody here has heard of. */
        public static final End UNKNOWN = new End(-1, -1);
    }

    /** Begins an epoch; earlier ones that wrote nothing are forgotten. */
    public void begin(int epoch, long startOffset) {
        starts.values().removeIf(start -> start >= startOffset);
        starts.put(epoch, startOffset);
    }

    /** Returns where an epoch ends in a log. */
    public End endOf(int epoch, long logEndOffset) {
        if (starts.isEmpty() || epoch == UNDEFINED || epoch > starts.lastKey()) {
            return End.UNKNOWN;
        }
        Map.Entry<Integer, Long> next = starts.higherEntry(epoch);
        if (next == null) {
            return new End(epoch, logEndOffset);
        }
        Integer floor = starts.floorKey(epoch);
        return new End(floor == null ? epoch : floor, next.getValue());
    }
}
