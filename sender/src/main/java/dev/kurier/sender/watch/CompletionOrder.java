package dev.kurier.sender.watch;

import dev.kurier.accumulator.delivery.BatchOutcome;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Reports completed batches of one partition in the order in which they left its chain, whatever order they complete in.
 *
 * <p>A batch that waits for its retry may be overtaken by those behind it. Their deliveries complete at once; what runs on the
 * callback thread for them waits until the earlier batch has its outcome, at its deadline at the latest. A batch that was split
 * counts as one: its callbacks run when all its parts have their outcome. Belongs to the sender's thread.
 */
public final class CompletionOrder {
    private final Deque<Place> places = new ArrayDeque<>();

    /** Adds the next batch of the chain. */
    public Place add(BatchOutcome whole) {
        Place place = new Place(whole);
        places.addLast(place);
        return place;
    }

    /**
     * Hands over all outcomes that are complete; for the end of the producer, when no other will complete.
     *
     * @param callbacks takes each outcome that somebody waits for
     */
    public void handOverAll(Consumer<BatchOutcome> callbacks) {
        Place first;
        while ((first = places.pollFirst()) != null) {
            first.handOver(callbacks);
        }
    }

    /** Runs the reports that wait for a batch; for the end of a producer that has failed. */
    public void reportAll(BatchOutcome whole) {
        for (Place place : places) {
            if (place.whole == whole) {
                place.runReports();
            }
        }
    }

    /** Holds one batch's place in the order; its parts share it. */
    public final class Place {
        private final BatchOutcome whole;
        private final Deque<Runnable> reports = new ArrayDeque<>(1);

        private Place(BatchOutcome whole) {
            this.whole = whole;
        }

        /** Adds a report that runs when all earlier batches have been handed over, and before the callbacks of this one. */
        public void report(Runnable report) {
            reports.addLast(report);
            if (this == places.peekFirst()) {
                runReports();
            }
        }

        /**
         * Hands over this batch, if it is complete and waits for no earlier one, and those that have waited for it.
         *
         * @param callbacks takes each outcome that somebody waits for
         */
        public void completed(Consumer<BatchOutcome> callbacks) {
            Place first;
            while ((first = places.peekFirst()) != null && first.whole.hasEnded()) {
                places.removeFirst();
                first.handOver(callbacks);
            }
            if (first != null) {
                first.runReports();
            }
        }

        private void handOver(Consumer<BatchOutcome> callbacks) {
            runReports();
            if (whole.hasWaiters()) {
                callbacks.accept(whole);
            }
            whole.settled();
        }

        private void runReports() {
            Runnable report;
            while ((report = reports.pollFirst()) != null) {
                report.run();
            }
        }
    }
}
