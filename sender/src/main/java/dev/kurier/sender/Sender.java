package dev.kurier.sender;

import dev.kurier.accumulator.OpenBatch;
import dev.kurier.accumulator.PartitionChain;
import dev.kurier.accumulator.RecordAccumulator;
import dev.kurier.accumulator.handover.HandOverQueue;
import dev.kurier.api.CloseReport;
import dev.kurier.sender.cluster.ClusterSnapshot;
import dev.kurier.sender.cluster.MetadataUpdater;
import dev.kurier.sender.cluster.TopicTicket;
import dev.kurier.sender.lane.Settlement;
import dev.kurier.sender.log.ContainedLog;
import dev.kurier.sender.metrics.SenderMetrics;
import dev.kurier.sender.net.Backoff;
import dev.kurier.sender.net.Broker;
import dev.kurier.sender.net.Brokers;
import dev.kurier.sender.net.NetworkEnvironment;
import dev.kurier.sender.produce.Delivering;
import dev.kurier.sender.produce.FlushTicket;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Does everything behind {@code send}: one state machine, turned by {@link #doWork}.
 *
 * <p>Reads no clock, waits for nothing, runs no user code, resolves no names. {@link #doWork} and what it calls belong to
 * one thread; {@link #cluster}, {@link #wantTopic}, {@link #flush}, {@link #close} and {@link #failure} may be called from
 * any.
 */
public final class Sender {
    private static final Logger LOG = ContainedLog.named("kurier.send");
    private static final int MAX_HINTS_PER_TURN = 10_000;
    private static final String CLOSED = "the producer was closed";

    private final RecordAccumulator accumulator;
    private final SenderEnvironment environment;
    private final HandOverQueue<Command> commands = HandOverQueue.toOneConsumer();
    private final Brokers brokers;
    private final MetadataUpdater metadata;
    private final Delivering delivering;
    private final SenderMetrics metrics;
    private final Pauses pauses;
    private final SenderFailure dying;

    /** The command that runs, until it has run. */
    private @Nullable Command running;

    private volatile ClusterSnapshot cluster = ClusterSnapshot.EMPTY;
    private volatile @Nullable Throwable failure;
    private @Nullable CloseTicket closing;
    private volatile boolean terminated;

    /**
     * Makes a sender; it does nothing before its first turn.
     *
     * @param nowNs the time on the monotonic clock
     */
    public Sender(SenderSettings settings, RecordAccumulator accumulator, SenderEnvironment environment, long nowNs) {
        this.accumulator = accumulator;
        this.environment = environment;
        this.metrics = new SenderMetrics(settings.samples(), nowNs);
        this.pauses = new Pauses(nowNs);
        NetworkEnvironment network = new NetworkEnvironment(
                environment.transport(),
                environment.resolver(),
                settings.connection(),
                new Backoff(settings.reconnectBackoffNs(), settings.reconnectBackoffMaxNs(), environment.random()),
                metrics,
                this::onConnectionFailure);
        this.brokers = new Brokers(settings.bootstrapServers(), network, environment.random(), nowNs);
        Backoff retryBackoff = new Backoff(
                settings.delivery().retryBackoffNs(), settings.delivery().retryBackoffMaxNs(), environment.random());
        this.delivering = new Delivering(
                settings.delivery(),
                settings.connection().maxInFlight(),
                brokers,
                retryBackoff,
                new Settlement(settings.delivery(), environment.callbacks(), environment.watcher(), metrics),
                metrics);
        this.metadata = new MetadataUpdater(
                settings.metadata(), brokers, retryBackoff.paced(), this::onSnapshot, delivering, nowNs);
        delivering.watch(metadata);
        this.dying = new SenderFailure(accumulator, delivering, brokers, metadata, environment.resolver());
    }

    /**
     * Does all that can be done now.
     *
     * @param nowNs the time on the monotonic clock
     * @return the time of the next turn if nothing happens before, on the same clock
     */
    public long doWork(long nowNs) {
        metrics.turn(nowNs);
        resume(pauses.endedBy(nowNs), nowNs);
        takeSignals(nowNs);
        brokers.poll(nowNs);
        delivering.runDue(nowNs);
        metadata.run(nowNs);
        metrics.metadataAsOf(metadata.updatedNs());
        delivering.sendReady(nowNs);
        finishIfClosed(nowNs);
        long nextNs = nowNs + nextDelayNs(nowNs);
        pauses.expect(nextNs, nowNs);
        return nextNs;
    }

    /** Gives what waits the time in which the process did not run, so that nothing ends for that alone. */
    private void resume(long pausedNs, long nowNs) {
        if (pausedNs > 0) {
            LOG.info("the sender did not run for up to {} ms; deadlines are extended", pausedNs / 1_000_000);
            brokers.extendDeadlines(pausedNs);
            metadata.extendDeadlines(pausedNs);
            delivering.spare(pausedNs, nowNs);
        }
    }

    /**
     * Takes what callers have handed over since the last look, and looks whether they wait for memory.
     *
     * @return whether there is anything to do now, so that the sender must not sleep
     */
    boolean takeSignals(long nowNs) {
        return runCommands(nowNs) | drainHints(nowNs) | delivering.relieve(accumulator.memory(), nowNs);
    }

    /** Tells whether the sender has closed and needs no more turns. */
    public boolean isTerminated() {
        return terminated;
    }

    /** What is known of the cluster; from any thread. */
    public ClusterSnapshot cluster() {
        return cluster;
    }

    /** What the sender died of, or null; from any thread. */
    public @Nullable Throwable failure() {
        return failure;
    }

    /**
     * Sees to it that the callbacks that wait will run, should there have been no thread for them; on the sender's thread.
     *
     * @return after how many nanoseconds to ask again, {@code Long.MAX_VALUE} for never
     */
    long startCallbacks(long nowNs) {
        return environment.callbacks().startOverdue(nowNs);
    }

    /** The sender's counters; from any thread. */
    public SenderMetrics metrics() {
        return metrics;
    }

    /** Wants a topic to be known; from any thread. */
    public void wantTopic(TopicTicket ticket) {
        submit(new Command(nowNs -> metadata.want(ticket, nowNs), () -> ticket.refuse(endedBecause())));
    }

    /** Wants everything accepted so far to leave and end; from any thread. */
    public void flush(FlushTicket ticket) {
        submit(new Command(nowNs -> beginFlush(ticket, nowNs), ticket::finish));
    }

    /** Wants the producer to close, or an earlier wish to be looked at again; from any thread. */
    public void close(CloseTicket ticket) {
        submit(new Command(nowNs -> beginClose(ticket, nowNs), () -> finish(ticket)));
    }

    /**
     * Ends everything because of an error on the sender's thread; called on that thread. What fails here is tried again by the
     * next call.
     *
     * @return whether everything has ended; if not, the call has to be repeated a little later, when there may be memory
     */
    @SuppressWarnings("CatchThrowable") // the sender must not end before everything has
    public boolean fail(Throwable cause, long nowNs) {
        if (failure == null) {
            failure = cause;
        }
        try {
            if (!dying.run(cause, nowNs)) {
                return false;
            }
            terminated = true;
            endCommands();
            CloseTicket ticket = closing;
            if (ticket != null) {
                finish(ticket);
            }
            return true;
        } catch (Throwable e) {
            return false;
        }
    }

    /** Hands a command over; ends it if it may have come too late to be run by anybody. */
    private void submit(Command command) {
        commands.offer(command);
        accumulator.sleepFlag().wake();
        if (terminated) {
            command.tooLate.run();
        }
    }

    private String endedBecause() {
        return failure == null ? CLOSED : SenderFailure.DIED;
    }

    private boolean runCommands(long nowNs) {
        boolean any = false;
        Command command;
        while ((command = commands.poll()) != null) {
            any = true;
            running = command;
            command.work.run(nowNs);
            running = null;
        }
        return any;
    }

    /** Ends what nobody will run; may be repeated. */
    private void endCommands() {
        while (running != null || (running = commands.poll()) != null) {
            running.tooLate.run();
            running = null;
        }
    }

    private boolean drainHints(long nowNs) {
        int hints = 0;
        long pausedNs = 0;
        OpenBatch opened;
        while (hints < MAX_HINTS_PER_TURN && (opened = accumulator.pollOpened()) != null) {
            hints++;
            pausedNs = Math.max(pausedNs, Pauses.since(opened.openedNs(), nowNs));
            delivering.onHint(opened.chain(), nowNs);
            metadata.use(opened.chain().topic(), nowNs);
        }
        if (pausedNs > 0) {
            delivering.spare(pausedNs, nowNs);
        }
        PartitionChain ready;
        while (hints < MAX_HINTS_PER_TURN && (ready = accumulator.pollReady()) != null) {
            hints++;
            delivering.onHint(ready, nowNs);
        }
        return hints > 0;
    }

    private void beginFlush(FlushTicket ticket, long nowNs) {
        accumulator.forEachChain(chain -> delivering.cover(ticket, chain, nowNs));
        delivering.beginFlush(ticket);
    }

    private void beginClose(CloseTicket ticket, long nowNs) {
        if (closing == null) {
            closing = ticket;
            accumulator.close(nowNs);
            accumulator.forEachChain(chain -> delivering.onHint(chain, nowNs));
            delivering.drainForClose(nowNs);
        }
    }

    private void finishIfClosed(long nowNs) {
        CloseTicket ticket = closing;
        if (ticket == null || terminated) {
            return;
        }
        boolean late = nowNs - ticket.deadlineNs() >= 0;
        if (!late && !delivering.isIdle()) {
            return;
        }
        // A caller that had claimed its slice before the close may have opened a batch since.
        accumulator.forEachChain(chain -> delivering.onHint(chain, nowNs));
        if (late || delivering.isIdle()) {
            delivering.giveUpAll(GiveUp.closed(), nowNs);
            terminate(nowNs);
        }
    }

    private void terminate(long nowNs) {
        // Whoever hands a command over after this look sees that he is too late.
        terminated = true;
        endCommands();
        brokers.close(CLOSED, nowNs);
        metadata.close(CLOSED);
        delivering.endFlushes();
        environment.resolver().close();
        CloseTicket ticket = closing;
        if (ticket != null) {
            finish(ticket);
        }
    }

    private void finish(CloseTicket ticket) {
        CloseReport report = new CloseReport(delivering.givenUpNotPersisted(), delivering.givenUpUnknown());
        ticket.recordsEnded(report);
        environment.callbacks().afterAll(ticket::finish);
    }

    private long nextDelayNs(long nowNs) {
        long delayNs = Math.min(brokers.nextDelayNs(nowNs), metadata.nextDelayNs(nowNs));
        delayNs = Math.min(delayNs, delivering.nextDelayNs(nowNs));
        delayNs = Math.min(delayNs, environment.callbacks().startOverdue(nowNs));
        delayNs = Math.min(delayNs, accumulator.memory().look(nowNs));
        if (closing != null) {
            delayNs = Math.min(delayNs, closing.deadlineNs() - nowNs);
        }
        // Far enough for "never", near enough for comparison by subtraction.
        return Math.max(0, Math.min(delayNs, Long.MAX_VALUE / 4));
    }

    private void onSnapshot(ClusterSnapshot snapshot, long nowNs) {
        cluster = snapshot;
        delivering.onSnapshot(snapshot, nowNs);
    }

    private void onConnectionFailure(Broker broker, String reason) {
        if (cluster.clusterId() != null) {
            metadata.requestRefresh();
        }
        if (brokers.known().stream().noneMatch(Broker::isReady)) {
            metadata.noteUnreachable(broker + ": " + reason);
        }
    }

    /**
     * Is something that a caller wants the sender to do.
     *
     * @param work does it
     * @param tooLate is done instead once the sender does nothing any more; may be repeated
     */
    private record Command(LastSteps.Step work, Runnable tooLate) {}
}
