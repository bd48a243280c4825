package dev.kurier.brokerstub;

import dev.kurier.brokerstub.cluster.ClusterState;
import dev.kurier.brokerstub.cluster.FirstTopic;
import dev.kurier.brokerstub.cluster.Partition;
import dev.kurier.brokerstub.cluster.Topic;
import dev.kurier.brokerstub.connection.ClusterCore;
import dev.kurier.brokerstub.connection.Connection;
import dev.kurier.brokerstub.hangup.HangUp;
import dev.kurier.brokerstub.lint.LintLog;
import dev.kurier.brokerstub.lint.LintReport;
import dev.kurier.brokerstub.look.ClusterFigures;
import dev.kurier.brokerstub.look.PartitionBatches;
import dev.kurier.brokerstub.look.Patience;
import dev.kurier.brokerstub.look.RequestLog;
import dev.kurier.brokerstub.recording.Recorder;
import dev.kurier.brokerstub.script.BrokerLink;
import dev.kurier.brokerstub.script.FaultBuilder;
import dev.kurier.brokerstub.script.FaultRules;
import dev.kurier.brokerstub.script.Timeline;
import dev.kurier.protocol.ApiKey;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Is a Kafka cluster without I/O: requests in, answers out, time as a parameter.
 *
 * <p>The same seed, the same bytes and the same times give the same bytes back. All methods may be called from any
 * thread; one lock guards the whole cluster. With sockets it is driven by a {@link StubServer}; without, whoever connects
 * drives it: hand bytes to {@link StubConnection#receive}, call {@link #tick}, take the answers from {@link
 * StubConnection#drain}. Times are nanoseconds of any one clock that does not go back.
 */
public final class StubCluster {
    private static final int HEAP_BUFFER_BYTES = 4096;
    private static final Connection.Ends IN_MEMORY =
            new Connection.Ends(ByteBuffer::allocate, HEAP_BUFFER_BYTES, () -> {}, "memory");

    private final ClusterCore core;
    private final List<FirstTopic> firstTopics;
    private final RequestLog requests;
    private final @Nullable LintLog lint;
    private final FaultRules faults;
    private final Timeline timeline;

    StubCluster(ClusterCore core, List<FirstTopic> firstTopics, RequestLog requests, @Nullable LintLog lint) {
        this.core = core;
        this.firstTopics = firstTopics;
        this.requests = requests;
        this.lint = lint;
        this.faults = new FaultRules(core);
        this.timeline = new Timeline(core);
    }

    /** Begins a cluster of one broker with no topics. */
    public static StubClusterBuilder builder() {
        return new StubClusterBuilder();
    }

    /** Returns all brokers, those that are down included. */
    public List<StubBroker> brokers() {
        return core.ask(state -> state.brokers().stream()
                .map(broker -> new StubBroker(core, broker))
                .toList());
    }

    /**
     * Opens a connection to a broker.
     *
     * @throws IllegalStateException if the broker is down, see {@link StubBroker#isUp}: a real one would refuse the connection
     */
    public StubConnection connect(int brokerId) {
        return core.ask(state -> {
            if (!state.requireBroker(brokerId).isAlive()) {
                throw new IllegalStateException("broker=" + brokerId + " is down; restart it first");
            }
            if (core.link(brokerId).isRefusing()) {
                throw new IllegalStateException(
                        "broker=" + brokerId + " refuses connections; acceptConnections() ends it");
            }
            return new StubConnection(core, core.connect(brokerId, IN_MEMORY));
        });
    }

    /**
     * Does what is due: delayed answers, long polls, steps of the timeline, in the order of their times.
     *
     * @return when it wants to be called next, or {@link Long#MAX_VALUE} if nothing is planned
     * @throws AssertionError as {@link StubConnection#receive}
     */
    public long tick(long nowNs) {
        long nextDueNs;
        synchronized (core.lock()) {
            nextDueNs = core.tick(nowNs);
        }
        core.showFailure();
        return nextDueNs;
    }

    /**
     * Returns a broker, to look at it or to break it.
     *
     * @throws IllegalArgumentException if there is none of that id
     */
    public StubBroker broker(int id) {
        return core.ask(state -> new StubBroker(core, state.requireBroker(id)));
    }

    /** Returns all topics, by name. */
    public List<StubTopic> topics() {
        return core.ask(state ->
                state.topics().stream().map(topic -> new StubTopic(core, topic)).toList());
    }

    /**
     * Returns a topic, to look at it or to change it.
     *
     * @throws IllegalArgumentException if it does not exist
     */
    public StubTopic topic(String name) {
        return core.ask(state -> new StubTopic(core, state.requireTopic(name)));
    }

    /**
     * Returns a partition, to look at it or to change it.
     *
     * @throws IllegalArgumentException if it does not exist
     */
    public StubPartition partition(String topic, int index) {
        return core.ask(state -> new StubPartition(core, state.requirePartition(topic, index)));
    }

    /** Creates a topic. */
    public StubTopic createTopic(String name, int partitions) {
        core.change(state -> state.createTopic(name, partitions));
        return topic(name);
    }

    /**
     * Makes it what it was at first, between two tests that share it.
     *
     * <p>The topics that it was built with are there again, empty, with other ids unless they were given one; all others are
     * gone, and with them what was known of producers. Rules, steps of the timeline, kept requests and findings of the linter
     * are gone, chances are drawn from the seed again. All brokers are up, at the ports they have now, and reached without
     * delay. Connections are closed: what a client of the test before sent, and was not done yet, has no effect any more.
     * Clocks, recordings, producer ids and {@link #figures} go on.
     *
     * @throws java.io.UncheckedIOException if the port of a broker that was down can't be had again
     */
    public void reset() {
        core.change(state -> {
            core.reset();
            state.reset(firstTopics);
            requests.clear();
            if (lint != null) {
                lint.clear();
            }
        });
    }

    /** Raises the epoch of a producer wherever it has written: what it sends in the old one is answered with 47. */
    public void fence(long producerId) {
        core.change(state -> state.topics()
                .forEach(topic ->
                        topic.partitions().forEach(partition -> partition.log().fence(producerId))));
    }

    /** Returns what happens to the cluster by itself, at times of its clock. */
    public Timeline timeline() {
        return timeline;
    }

    /** Counts what the cluster has seen and holds. */
    public ClusterFigures figures() {
        return ClusterFigures.of(core);
    }

    /** Returns the newest 1,000 connections that the stub has closed, oldest first, and why. */
    public List<HangUp> hangUps() {
        return core.ask(state -> core.hangUps().newest());
    }

    /**
     * Returns the records of a topic, partition by partition, as far as they are still kept; can wait for more.
     *
     * <p>The topic need not be there yet, it has no records then; whichever has the name when records are awaited is meant.
     */
    public StoredRecords records(String topic) {
        return StoredRecords.of(
                () -> core.ask(state -> name("topic=" + topic, state.topic(topic), state)),
                () -> core.ask(state -> {
                    Topic found = state.topic(topic);
                    return found == null
                            ? List.of()
                            : found.partitions().stream()
                                    .map(PartitionBatches::of)
                                    .toList();
                }),
                new Patience(core));
    }

    /**
     * Returns the records of a partition, as far as they are still kept; can wait for more.
     *
     * <p>Neither topic nor partition need be there yet.
     */
    public StoredRecords records(String topic, int partition) {
        return StoredRecords.of(
                () -> core.ask(state ->
                        name("partition=" + topic + "-" + partition, state.partition(topic, partition), state)),
                () -> core.ask(state -> {
                    Partition found = state.partition(topic, partition);
                    return found == null ? List.of() : List.of(PartitionBatches.of(found));
                }),
                new Patience(core));
    }

    private static String name(String name, @Nullable Object found, ClusterState state) {
        return found != null
                ? name
                : name + " (does not exist; the topics are "
                        + state.topics().stream().map(Topic::name).toList() + ")";
    }

    /** Returns the requests received, oldest first; empty unless recording was asked for when building. */
    public ReceivedRequests requests() {
        return requestsOf(null);
    }

    /** Returns the requests of one API, oldest first; empty unless recording was asked for when building. */
    public ReceivedRequests requests(ApiKey api) {
        return requestsOf(api);
    }

    /**
     * Returns what the linter found in the requests received so far: {@code cluster.lint().assertClean()}.
     *
     * <p>A request is looked at before anything is done about it: when its answer is there, so are its findings.
     *
     * @throws IllegalStateException if the cluster was not built with {@link StubClusterBuilder#lint}
     */
    public LintReport lint() {
        LintLog log = lint;
        if (log == null) {
            throw new IllegalStateException("this cluster lints no requests; build it with StubClusterBuilder.lint()");
        }
        return core.ask(state -> log.report());
    }

    /** Begins to record into a new file, of at most {@link Recorder#DEFAULT_MAX_BYTES}; ends when that is closed. */
    public Recorder record(Path file) {
        return record(file, Recorder.DEFAULT_MAX_BYTES);
    }

    /**
     * Begins to record all frames of all connections, of those that are open as well.
     *
     * @param maxBytes how large the file may become; then the recording ends, see {@link Recorder#endedBecause}
     * @throws java.io.UncheckedIOException if the file exists or can't be written
     */
    public Recorder record(Path file, long maxBytes) {
        return Recorder.start(core, file, maxBytes);
    }

    /** Ends all recordings, as {@link StubServer#close} does. */
    public void stopRecording() {
        core.endTaps(Recorder.class);
    }

    /** Begins a rule about the next request of an API; {@link FaultBuilder#times} makes it several. */
    public FaultBuilder next(ApiKey api) {
        return faults.next(api);
    }

    /** Begins a rule about the next request of any API. */
    public FaultBuilder nextRequest() {
        return faults.next(null);
    }

    /** Begins a rule about every request of an API, until its handle removes it. */
    public FaultBuilder every(ApiKey api) {
        return faults.every(api);
    }

    /** Begins a rule about every request, until its handle removes it. */
    public FaultBuilder everyRequest() {
        return faults.every(null);
    }

    /** Returns the fault script as a whole. */
    public FaultRules faults() {
        return faults;
    }

    /** Returns the ways to all brokers: latency, bandwidth, pieces; for one see {@link StubBroker#link}. */
    public BrokerLink link() {
        return core.ask(state -> new BrokerLink(
                core,
                state.brokers().stream().map(broker -> core.link(broker.id())).toList()));
    }

    /** Takes all rules out of the fault script. */
    public void clearFaults() {
        faults.clear();
    }

    ClusterCore core() {
        return core;
    }

    private ReceivedRequests requestsOf(@Nullable ApiKey api) {
        return ReceivedRequests.of(requests, new Patience(core), core.ask(state -> requests.all()), api);
    }
}
