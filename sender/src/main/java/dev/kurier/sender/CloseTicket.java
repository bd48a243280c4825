package dev.kurier.sender;

import dev.kurier.accumulator.handover.Ticket;
import dev.kurier.api.CloseReport;
import org.jspecify.annotations.Nullable;

/** Is the wish to close, made by the first caller of {@code close} and ended by the sender. */
public final class CloseTicket extends Ticket {
    private final long deadlineNs;
    private @Nullable CloseReport report;

    /**
     * Makes a wish.
     *
     * @param deadlineNs when what is still under way is given up, on the monotonic clock
     */
    public CloseTicket(long deadlineNs) {
        this.deadlineNs = deadlineNs;
    }

    long deadlineNs() {
        return deadlineNs;
    }

    /** What was given up; to be asked when the wish has ended. */
    public CloseReport report() {
        if (report == null) {
            throw new IllegalStateException("the producer is still closing");
        }
        return report;
    }

    void finish(CloseReport result) {
        report = result;
        end();
    }
}
