package dev.kurier.brokerstub.recording;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Tells what came of a replay. Immutable.
 *
 * @param requests how many requests were sent
 * @param compared how many answers were compared with recorded ones
 * @param notCompared how many were not: the recorded answer was shaped by a fault script
 * @param notSent how many requests were not sent, as their connection had ended before
 * @param differences in what the answers differ, in the order of the recording
 */
public record ReplayReport(int requests, int compared, int notCompared, int notSent, List<Difference> differences) {
    private static final int MOST_NAMED = 20;

    /** Copies the list. */
    public ReplayReport {
        differences = List.copyOf(differences);
    }

    /** Tells whether all requests were sent and no answer differs. */
    public boolean isEqual() {
        return differences.isEmpty() && notSent == 0;
    }

    /**
     * Asserts that something was compared, all requests were sent, and no answer differs.
     *
     * @throws AssertionError otherwise, naming the differences
     */
    public ReplayReport assertEqual() {
        if (!isEqual() || compared == 0) {
            throw new AssertionError(this);
        }
        return this;
    }

    @Override
    public String toString() {
        String named = differences.stream()
                .limit(MOST_NAMED)
                .map(difference -> "\n  " + difference)
                .collect(Collectors.joining());
        int more = differences.size() - MOST_NAMED;
        return requests + " requests sent, " + compared + " answers compared, " + notCompared + " not compared, "
                + notSent
                + " requests not sent, " + differences.size() + " differences" + named
                + (more > 0 ? "\n  and " + more + " more" : "");
    }
}
