package dev.kurier.brokerstub.connection;

import dev.kurier.brokerstub.cluster.ClusterState;
import dev.kurier.brokerstub.fault.FaultScript;
import dev.kurier.brokerstub.handler.ApiHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;

/**
 * Holds what the connections of a cluster share, and the one lock that guards all of it.
 *
 * <p>Everything but {@link #lock}, {@link #ask} and {@link #change} is used under the lock only.
 */
public final class ClusterCore {
    private final Object lock = new Object();
    private final ClusterState state;
    private final FaultScript faults;
    private final Dispatcher dispatcher;
    private final Timetable timetable = new Timetable();
    private final Map<Integer, LinkState> links = new HashMap<>();
    private final Set<Connection> connections = new LinkedHashSet<>();
    private LongUnaryOperator wallClockMs;
    private Driver driver = Driver.NONE;
    private long connectionsOpened;
    private long changes;

    /**
     * Puts the parts together.
     *
     * @param requests sees every request
     * @param wallClockMs tells milliseconds since 1970, given the driver's nanoseconds
     */
    public ClusterCore(ClusterState state, RequestListener requests, LongUnaryOperator wallClockMs) {
        this.state = state;
        this.faults = new FaultScript(state.settings().seed(), lock::notifyAll);
        this.dispatcher = new Dispatcher(new ApiHandlers(state), faults, requests);
        this.wallClockMs = wallClockMs;
    }

    public Object lock() {
        return lock;
    }

    public ClusterState state() {
        return state;
    }

    /** Answers a question about the state, under the lock. */
    public <T> T ask(Function<ClusterState, T> question) {
        synchronized (lock) {
            return question.apply(state);
        }
    }

    /** Changes the state under the lock, and waits until the driver has followed. */
    public void change(Consumer<ClusterState> change) {
        Driver current;
        synchronized (lock) {
            current = driver;
            change.accept(state);
            changed();
            current.wake();
        }
        current.settle();
    }

    /** Tells those who wait that there may be something to see. Guarded by the lock. */
    void changed() {
        changes++;
        lock.notifyAll();
    }

    /** Counts the occasions on which something may have changed. */
    public long changes() {
        synchronized (lock) {
            return changes;
        }
    }

    /**
     * Waits until something may have changed since a count was taken.
     *
     * @return false as {@link #await}
     */
    public boolean awaitChange(long seen, Duration timeout) {
        return await(timeout, () -> changes != seen);
    }

    /**
     * Waits, by the system's clock, until something is so; the condition is looked at under the lock.
     *
     * @return false if the time was over first, or the thread interrupted; its flag is set then
     */
    public boolean await(Duration timeout, BooleanSupplier condition) {
        long startNs = System.nanoTime();
        synchronized (lock) {
            while (!condition.getAsBoolean()) {
                long leftNs = timeout.toNanos() - (System.nanoTime() - startNs);
                if (leftNs <= 0) {
                    return false;
                }
                try {
                    TimeUnit.NANOSECONDS.timedWait(lock, leftNs);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
            return true;
        }
    }

    /** Returns what the way to a broker is like. */
    public LinkState link(int brokerId) {
        return links.computeIfAbsent(brokerId, id -> new LinkState());
    }

    public FaultScript faults() {
        return faults;
    }

    Dispatcher dispatcher() {
        return dispatcher;
    }

    Timetable timetable() {
        return timetable;
    }

    LongUnaryOperator wallClockMs() {
        return wallClockMs;
    }

    public void wallClockMs(LongUnaryOperator wallClockMs) {
        this.wallClockMs = wallClockMs;
    }

    public Driver driver() {
        return driver;
    }

    public void driver(Driver driver) {
        this.driver = driver;
    }

    public Connection connect(int brokerId, Connection.Ends ends) {
        Connection connection = new Connection(this, brokerId, ++connectionsOpened, ends);
        connections.add(connection);
        return connection;
    }

    void forget(Connection connection) {
        connections.remove(connection);
    }

    /** Lets a request go on although its connection is gone. */
    void goOnAlone(int brokerId, Exchange exchange) {
        Connection.Ends nobody = new Connection.Ends(ByteBuffer::allocate, 0, () -> {});
        connect(brokerId, nobody).adopt(exchange);
    }

    /** Lets everybody go on who is connected to the broker. */
    public void resumeAll(int brokerId) {
        connections.stream()
                .filter(connection -> connection.brokerId() == brokerId)
                .forEach(Connection::resume);
    }

    /** Hangs up on everybody who is connected to the broker. */
    public void hangUpAll(int brokerId) {
        List<Connection> all = new ArrayList<>(connections);
        all.stream().filter(connection -> connection.brokerId() == brokerId).forEach(Connection::hangUp);
    }

    /** Lets every connection go on that is ready or due; returns when the next is due. */
    public long tick(long nowNs) {
        long stateDueInNs = state.advance(nowNs);
        for (Connection next = timetable.poll(nowNs); next != null; next = timetable.poll(nowNs)) {
            next.goOn(nowNs);
            stateDueInNs = state.advance(nowNs);
        }
        long connectionDueNs = timetable.nextDueNs();
        boolean stateIsFirst = stateDueInNs != Long.MAX_VALUE
                && (connectionDueNs == Timetable.NEVER || stateDueInNs < connectionDueNs - nowNs);
        return stateIsFirst ? nowNs + stateDueInNs : connectionDueNs;
    }
}
