package dev.kurier.brokerstub.connection;

import dev.kurier.brokerstub.cluster.Broker;
import dev.kurier.brokerstub.cluster.ClusterState;
import dev.kurier.brokerstub.fault.FaultScript;
import dev.kurier.brokerstub.handler.ApiHandlers;
import dev.kurier.brokerstub.hangup.HangUps;
import dev.kurier.brokerstub.tap.FrameTap;
import dev.kurier.brokerstub.tap.TappedLine;
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
    private final Failures failures = new Failures();
    private final Agenda agenda = new Agenda(failures);
    private final Traffic traffic = new Traffic();
    private final HangUps hangUps = new HangUps();
    private final Map<Integer, LinkState> links = new HashMap<>();
    private final Set<Connection> connections = new LinkedHashSet<>();
    private final List<FrameTap> taps = new ArrayList<>();
    private final LongUnaryOperator wallClockMs;
    private Driver driver = Driver.NONE;
    private long changes;
    private long latestNs;
    private boolean hasTime;

    /**
     * Puts the parts together.
     *
     * @param requests sees every request
     * @param wallClockMs tells milliseconds since 1970, given the driver's nanoseconds
     */
    public ClusterCore(ClusterState state, RequestListener requests, LongUnaryOperator wallClockMs) {
        this.state = state;
        this.faults = new FaultScript(state.settings().seed(), lock::notifyAll);
        this.dispatcher = new Dispatcher(
                new ApiHandlers(state), state.settings().strict(), faults, (brokerId, connectionId, header, frame) -> {
                    traffic.request(header.apiKey());
                    requests.onRequest(brokerId, connectionId, header, frame);
                });
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

    /**
     * As {@link #await}, but ends early when something was thrown where nobody could see it.
     *
     * @throws AssertionError with that as its cause
     */
    public boolean awaitUnlessFailed(Duration timeout, BooleanSupplier condition) {
        boolean met = await(timeout, () -> condition.getAsBoolean() || !failures.isEmpty());
        showFailure();
        return met;
    }

    /**
     * Shows what was thrown, by callbacks of the test among others, where nobody could see it; each is shown once.
     *
     * @throws AssertionError with the first as its cause; further ones are suppressed in it
     */
    public void showFailure() {
        AssertionError failure;
        synchronized (lock) {
            failure = failures.take();
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Notes what was thrown, and wakes those who wait. */
    public void failed(String what, Throwable thrown) {
        synchronized (lock) {
            failures.add(what, thrown);
            changed();
        }
    }

    /** Returns what the way to a broker is like. */
    public LinkState link(int brokerId) {
        return links.computeIfAbsent(brokerId, id -> new LinkState());
    }

    public FaultScript faults() {
        return faults;
    }

    public Agenda agenda() {
        return agenda;
    }

    public Traffic traffic() {
        return traffic;
    }

    public HangUps hangUps() {
        return hangUps;
    }

    /** Returns how many connections are open. */
    public int connectionsOpen() {
        return connections.size();
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

    public Driver driver() {
        return driver;
    }

    public void driver(Driver driver) {
        this.driver = driver;
    }

    public Connection connect(int brokerId, Connection.Ends ends) {
        traffic.opened();
        Connection connection = new Connection(this, brokerId, traffic.connectionsOpened(), ends);
        connections.add(connection);
        connection.show();
        return connection;
    }

    /** Has a tap see all frames from now on, and first the connections that are open. */
    public void addTap(FrameTap tap) {
        connections.forEach(open -> open.show(tap));
        taps.add(tap);
    }

    /** Ends that. */
    public void removeTap(FrameTap tap) {
        taps.remove(tap);
    }

    /** Ends all taps of a kind. */
    public void endTaps(Class<? extends FrameTap> kind) {
        synchronized (lock) {
            taps.stream().filter(kind::isInstance).forEach(FrameTap::end);
            taps.removeIf(kind::isInstance);
        }
    }

    /** Returns the taps; most often there are none. */
    List<FrameTap> taps() {
        return taps;
    }

    /** Returns the newest time that the driver has told, nanoseconds of its clock. */
    public long nowNs() {
        return latestNs;
    }

    /** Returns what the wall clock shows at that time, milliseconds since 1970. */
    public long wallMs() {
        return wallClockMs.applyAsLong(latestNs);
    }

    void forget(Connection connection) {
        connections.remove(connection);
    }

    /** Lets a request go on although its connection is gone. */
    void goOnAlone(int brokerId, Exchange exchange) {
        Connection.Ends nobody = new Connection.Ends(ByteBuffer::allocate, 0, () -> {}, TappedLine.NOBODY);
        connect(brokerId, nobody).adopt(exchange);
    }

    /** Lets everybody go on who is connected to the broker. */
    public void resumeAll(int brokerId) {
        connections.stream()
                .filter(connection -> connection.brokerId() == brokerId)
                .forEach(Connection::resume);
    }

    /**
     * Drops what is under way, and what was scripted: connections with all that was received and has had no effect yet, rules,
     * steps, and what the ways are like. Brokers that nobody could connect to listen again.
     */
    public void reset() {
        new ArrayList<>(connections).forEach(Connection::hangUp);
        faults.reset();
        agenda.clear();
        for (Broker broker : state.brokers()) {
            LinkState link = link(broker.id());
            boolean listens = broker.isAlive() && !link.isRefusing();
            link.reset();
            if (!listens) {
                driver.brokerUp(broker.id());
            }
            driver.accepting(broker.id(), true);
        }
    }

    /** Hangs up on everybody who is connected to the broker. */
    public void hangUpAll(int brokerId) {
        List<Connection> all = new ArrayList<>(connections);
        all.stream().filter(connection -> connection.brokerId() == brokerId).forEach(Connection::cutOff);
    }

    /** Takes note of what time it is; some bytes may come later than a step that is due, but time does not go back. */
    public void seen(long nowNs) {
        latestNs = hasTime && latestNs - nowNs > 0 ? latestNs : nowNs;
        hasTime = true;
    }

    /** Lets the times of the agenda count from now. */
    public void begin(long nowNs) {
        agenda.begin(nowNs);
    }

    /** Enters something into the agenda. */
    public Agenda.Item plan(String name, Agenda.Times times, Runnable action) {
        Agenda.Item item = agenda.add(name, times, action);
        driver.nowNs().ifPresent(agenda::begin);
        return item;
    }

    /**
     * Does what is due in the order of time, steps of the agenda and connections; returns when the next is due.
     *
     * <p>A driver whose clock has jumped sees what it would have seen had it come by at each of these times.
     */
    public long tick(long nowNs) {
        for (Long due = agenda.nextDueNs(nowNs); due != null; due = agenda.nextDueNs(nowNs)) {
            long stepNs = hasTime && latestNs - due > 0 ? latestNs : due;
            goOn(stepNs);
            agenda.runNext();
            changed();
        }
        long stateDueInNs = goOn(nowNs);
        long stateDueNs = stateDueInNs == Long.MAX_VALUE ? Timetable.NEVER : nowNs + stateDueInNs;
        return Timetable.earlier(Timetable.earlier(stateDueNs, timetable.nextDueNs()), agenda.nextDueNs());
    }

    /** Lets every connection go on that is ready or due; returns how long until the state has something to do. */
    private long goOn(long nowNs) {
        seen(nowNs);
        long stateDueInNs = state.advance(nowNs);
        for (Connection next = timetable.poll(nowNs); next != null; next = timetable.poll(nowNs)) {
            next.goOn(nowNs);
            stateDueInNs = state.advance(nowNs);
        }
        return stateDueInNs;
    }
}
