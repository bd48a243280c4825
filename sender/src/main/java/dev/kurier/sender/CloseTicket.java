package dev.kurier.sender;

import dev.kurier.accumulator.handover.Ticket;
import dev.kurier.api.CloseReport;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Is the wish to close, made by the first caller of {@code close} and shared by all.
 *
 * <p>Its records end first, by the sender, in time; the wish itself ends when all were told, which users' callbacks may delay.
 */
public final class CloseTicket extends Ticket {
    private final AtomicLong deadlineNs;
    private final RecordsEnd records = new RecordsEnd();

    /**
     * Makes a wish.
     *
     * @param deadlineNs when what is still under way is given up, on the monotonic clock
     */
    public CloseTicket(long deadlineNs) {
        this.deadlineNs = new AtomicLong(deadlineNs);
    }

    /** When what is still under way is given up, on the monotonic clock. */
    public long deadlineNs() {
        return deadlineNs.get();
    }

    /** Takes the wish of another caller of {@code close} into account: the earliest deadline counts. */
    public void by(long otherDeadlineNs) {
        deadlineNs.accumulateAndGet(otherDeadlineNs, (a, b) -> a - b <= 0 ? a : b);
    }

    /** The part of the wish that does not depend on callbacks: every record has ended, or was given up. */
    public Ticket records() {
        return records;
    }

    /** What was given up; to be asked when the records have ended. */
    public CloseReport report() {
        CloseReport report = records.report;
        if (report == null) {
            throw new IllegalStateException("the producer is still closing");
        }
        return report;
    }

    void recordsEnded(CloseReport report) {
        records.finish(report);
    }

    void finish() {
        end();
    }

    private static final class RecordsEnd extends Ticket {
        private volatile @Nullable CloseReport report;

        void finish(CloseReport result) {
            report = result;
            end();
        }
    }
}
