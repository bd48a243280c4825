package dev.kurier.plugin.avro.stub;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;

/** Holds what is to go wrong, in the order of the requests. Thread-safe. */
final class StubFaults {
    /** What happens to one request. */
    sealed interface Fault permits Refuse, Hold, Tear {}

    record Refuse(int status, int errorCode, String message) implements Fault {}

    /** The answer waits until the latch opens. */
    record Hold(CountDownLatch until) implements Fault {}

    /** Headers and half of the body, and the rest only when the latch opens. */
    record Tear(CountDownLatch until) implements Fault {}

    private final Deque<Fault> next = new ArrayDeque<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private Fault always;

    synchronized void add(int times, Fault fault) {
        for (int i = 0; i < times; i++) {
            next.add(fault);
        }
    }

    synchronized void always(Fault fault) {
        always = fault;
    }

    synchronized void clear() {
        next.clear();
        always = null;
    }

    /** The fault of the request that has just come, or null. */
    synchronized Fault take() {
        return next.isEmpty() ? always : next.poll();
    }

    Hold holdUntilClosed() {
        return new Hold(closed);
    }

    Tear tearUntilClosed() {
        return new Tear(closed);
    }

    void close() {
        closed.countDown();
    }
}
