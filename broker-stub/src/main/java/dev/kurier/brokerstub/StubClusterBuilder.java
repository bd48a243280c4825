package dev.kurier.brokerstub;

import dev.kurier.brokerstub.cluster.BrokerAddresses;
import dev.kurier.brokerstub.cluster.ClusterSettings;
import dev.kurier.brokerstub.cluster.ClusterState;
import dev.kurier.brokerstub.cluster.Countdown;
import dev.kurier.brokerstub.cluster.FirstTopic;
import dev.kurier.brokerstub.connection.ClusterCore;
import dev.kurier.brokerstub.lint.LintLog;
import dev.kurier.brokerstub.log.LogSettings;
import dev.kurier.brokerstub.look.RequestLog;
import dev.kurier.brokerstub.recording.Recorder;
import dev.kurier.brokerstub.release.Release;
import dev.kurier.protocol.Uuid;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Collects what a {@link StubCluster} is to be. Not thread-safe. */
public final class StubClusterBuilder {
    private static final long NANOS_PER_MILLI = 1_000_000;

    /** 1 January 2026, where the wall clock of a cluster without sockets begins. */
    private static final long MADE_UP_EPOCH_MS = 1_767_225_600_000L;

    private final List<FirstTopic> topics = new ArrayList<>();
    private Release release = Release.NEWEST;
    private int brokers = 1;
    private List<Integer> ports = List.of();
    private String listen = BrokerAddresses.LOOPBACK;
    private List<BrokerAddresses.HostPort> advertised = List.of();
    private List<String> racks = List.of();
    private boolean rackAwareReplicaSelector;
    private String clusterId = "kurier-broker-stub-000";
    private long seed = 1;
    private boolean autoCreateTopics = true;
    private int defaultPartitions = 1;
    private int replicationFactor = 3;
    private int minInsyncReplicas = 1;
    private Duration replicaLagTime = Duration.ofSeconds(30);
    private boolean uncleanLeaderElection;
    private int fetchSessionSlots = 1_000;
    private int maxMessageBytes = 1_048_588;
    private long retentionBytes = 256L * 1024 * 1024;
    private boolean logAppendTime;
    private boolean discard;
    private boolean checkCrc = true;
    private boolean lint;
    private boolean strict;
    private @Nullable Path recording;
    private long recordingMaxBytes;
    private long recordedBytes;
    private boolean virtualClock;
    private @Nullable LongSupplier wallClockMs;

    StubClusterBuilder() {}

    /** Sets how many brokers there are; their ids count from 1. Default: 1. */
    public StubClusterBuilder brokers(int count) {
        this.brokers = (int) atLeast(1, "brokers", count);
        return this;
    }

    /** Sets the port of each broker for {@link #start}; 0, the default, takes a free one. */
    public StubClusterBuilder ports(int... ports) {
        this.ports = IntStream.of(ports).boxed().toList();
        return this;
    }

    /**
     * Sets the host name or address that all brokers listen on for {@link #start}, such as {@code 0.0.0.0} for all of this
     * machine's. Default: 127.0.0.1, which nobody outside this machine reaches. There is no authentication: for others it is
     * logged as a warning.
     */
    public StubClusterBuilder listen(String host) {
        this.listen = BrokerAddresses.host(host);
        return this;
    }

    /**
     * Sets what clients are told to connect to, each {@code HOST} or {@code HOST:PORT}: one for each broker, or one host for
     * all. Without a port it is the one listened on. Default: where the brokers listen.
     */
    public StubClusterBuilder advertise(String... addresses) {
        this.advertised =
                Stream.of(addresses).map(BrokerAddresses.HostPort::parse).toList();
        return this;
    }

    /**
     * Makes the brokers speak and answer as those of an older release of Kafka: 2.8, 3.9, 4.0 or 4.4, which is the default.
     *
     * <p>They tell the API versions of that release, hang up on all others, and have the topic configs of that release. A patch
     * level, as in 3.9.1, changes nothing.
     *
     * @throws IllegalArgumentException if the release isn't one of these
     */
    public StubClusterBuilder emulate(String kafkaVersion) {
        this.release = Release.of(kafkaVersion);
        return this;
    }

    /** Sets the rack of each broker, in the order of their ids. Default: they have none. */
    public StubClusterBuilder racks(String... racks) {
        this.racks = List.of(racks);
        return this;
    }

    /**
     * Sets whether leaders send a consumer that names its rack (KIP-392, {@code client.rack}) to a replica there, as with
     * Kafka's {@code replica.selector.class=org.apache.kafka.common.replica.RackAwareReplicaSelector}. Default: they don't.
     */
    public StubClusterBuilder rackAwareReplicaSelector(boolean enabled) {
        this.rackAwareReplicaSelector = enabled;
        return this;
    }

    /** Creates topics at once, each written as {@code NAME} or {@code NAME:PARTITIONS}, such as {@code orders:6}. */
    public StubClusterBuilder topics(String... topics) {
        Stream.of(topics).map(FirstTopic::parse).forEach(this.topics::add);
        return this;
    }

    /** Creates a topic at once; what a broker would refuse is refused by {@link #build} and {@link #start}. */
    public StubClusterBuilder topic(String name, int partitions) {
        return topic(name, partitions, 0, Map.of());
    }

    /**
     * Creates a topic at once.
     *
     * @param replicationFactor how many brokers replicate each partition; 0 for {@link #replicationFactor}
     * @param configs what it is configured with, such as {@code cleanup.policy}
     */
    public StubClusterBuilder topic(String name, int partitions, int replicationFactor, Map<String, String> configs) {
        return topic(name, partitions, replicationFactor, configs, null);
    }

    public StubClusterBuilder topic(String name, int partitions, Uuid id) {
        return topic(name, partitions, 0, Map.of(), id);
    }

    /** As the others, with the id that the topic has elsewhere, so that requests recorded there can be sent here. */
    public StubClusterBuilder topic(
            String name, int partitions, int replicationFactor, Map<String, String> configs, @Nullable Uuid id) {
        int replicas = (int) atLeast(0, "replicationFactor", replicationFactor);
        topics.add(new FirstTopic(name, partitions, replicas, Map.copyOf(configs), id));
        return this;
    }

    /** Sets whether asking for the metadata of an unknown topic creates it. Default: it does. */
    public StubClusterBuilder autoCreateTopics(boolean enabled) {
        this.autoCreateTopics = enabled;
        return this;
    }

    /** Sets how many partitions such a topic has. Default: 1. */
    public StubClusterBuilder defaultPartitions(int count) {
        if (count > ClusterState.MOST_NEW_PARTITIONS) {
            throw new IllegalArgumentException("defaultPartitions=" + count
                    + " is above the most that a topic may begin" + " with, " + ClusterState.MOST_NEW_PARTITIONS);
        }
        this.defaultPartitions = (int) atLeast(1, "defaultPartitions", count);
        return this;
    }

    /** Sets how many brokers replicate a partition; never more than there are. Default: 3. */
    public StubClusterBuilder replicationFactor(int count) {
        this.replicationFactor = (int) atLeast(1, "replicationFactor", count);
        return this;
    }

    /** Sets how many replicas must be in sync for acks=all. Default: 1. */
    public StubClusterBuilder minInsyncReplicas(int count) {
        this.minInsyncReplicas = (int) atLeast(1, "minInsyncReplicas", count);
        return this;
    }

    /**
     * Sets for how long a replica may miss something that the leader wrote before it is no longer in sync, by the driver's
     * clock. Default: Kafka's, 30 s.
     */
    public StubClusterBuilder replicaLagTime(Duration duration) {
        this.replicaLagTime = duration;
        return this;
    }

    /** Sets whether a replica that is not in sync may lead when none in sync can: records get lost. Default: no. */
    public StubClusterBuilder uncleanLeaderElection(boolean enabled) {
        this.uncleanLeaderElection = enabled;
        return this;
    }

    /** Sets how many fetch sessions each broker keeps at once (KIP-227); 0 for none. Default: Kafka's, 1,000. */
    public StubClusterBuilder fetchSessionSlots(int count) {
        this.fetchSessionSlots = (int) atLeast(0, "fetchSessionSlots", count);
        return this;
    }

    /** Sets the largest batch taken, in bytes. Default: Kafka's, 1,048,588. */
    public StubClusterBuilder maxMessageBytes(int sizeBytes) {
        this.maxMessageBytes = (int) atLeast(1, "maxMessageBytes", sizeBytes);
        return this;
    }

    /** Sets how many bytes a partition keeps before its oldest batches go. Default: 256 MiB. */
    public StubClusterBuilder retentionBytes(long sizeBytes) {
        this.retentionBytes = atLeast(1, "retentionBytes", sizeBytes);
        return this;
    }

    /** Sets whether brokers put their own time into records, as {@code LogAppendTime}. Default: the client's is kept. */
    public StubClusterBuilder logAppendTime(boolean enabled) {
        this.logAppendTime = enabled;
        return this;
    }

    /** Sets the seed of everything random, topic ids for instance. Default: 1. */
    public StubClusterBuilder seed(long seed) {
        this.seed = seed;
        return this;
    }

    /** Sets what the cluster calls itself. */
    public StubClusterBuilder clusterId(String id) {
        this.clusterId = id;
        return this;
    }

    /**
     * Sets whether produced batches are only checked by their header, numbered and thrown away: a sink for measurements.
     *
     * <p>Nothing can be fetched then, and retried batches are not recognised. Default: everything is kept.
     */
    public StubClusterBuilder discard(boolean enabled) {
        this.discard = enabled;
        return this;
    }

    /** Sets whether produced batches are read in full, CRC-32C and records. Default: they are. */
    public StubClusterBuilder checkCrc(boolean enabled) {
        this.checkCrc = enabled;
        return this;
    }

    /** Sets whether {@link StubCluster#requests} keeps the requests received. Default: no. */
    public StubClusterBuilder recordRequests(boolean enabled) {
        return recordRequests(enabled ? RequestLog.LIMIT_BYTES : 0);
    }

    /** Sets how many bytes of requests {@link StubCluster#requests} keeps, the newest; 0, the default, keeps none. */
    public StubClusterBuilder recordRequests(long maxBytes) {
        this.recordedBytes = atLeast(0, "recordRequests", maxBytes);
        return this;
    }

    /** Records all frames into a new file of at most 256 MiB, from the first connection on; see {@link StubCluster#record}. */
    public StubClusterBuilder record(Path file) {
        return record(file, Recorder.DEFAULT_MAX_BYTES);
    }

    /** Records all frames into a new file of at most {@code maxBytes}. */
    public StubClusterBuilder record(Path file, long maxBytes) {
        this.recording = file;
        this.recordingMaxBytes = maxBytes;
        return this;
    }

    /**
     * Has every request checked against the rules of a broker, see {@link StubCluster#lint}. Default: none is.
     *
     * <p>Only collects: it changes no answer. What a real broker refuses the stub refuses with and without it.
     */
    public StubClusterBuilder lint() {
        this.lint = true;
        return this;
    }

    /** Has brokers hang up on unknown tags and on bytes behind a request, to judge a client. Default: as Kafka, they don't. */
    public StubClusterBuilder strict() {
        this.strict = true;
        return this;
    }

    /**
     * Sets the clock that log-append times are read from and that records' times are held against, in milliseconds since
     * 1970.
     *
     * <p>Default: the system's for a cluster that was started, which stands still from then on if the clock is virtual;
     * otherwise 1 January 2026 plus the driver's nanoseconds.
     */
    public StubClusterBuilder wallClock(LongSupplier epochMs) {
        this.wallClockMs = epochMs;
        return this;
    }

    /**
     * Makes the clock of a cluster that is started stand still until {@link StubClock#advance} moves it.
     *
     * <p>Delays, long polls, throttles and slow links follow it, and so does the wall clock unless {@link #wallClock} says
     * otherwise; waits of the test itself ({@code awaitHits}, …) go by the system's clock.
     */
    public StubClusterBuilder virtualClock() {
        this.virtualClock = true;
        return this;
    }

    /** Makes the cluster, without sockets. */
    public StubCluster build() {
        return build(clockFrom(MADE_UP_EPOCH_MS));
    }

    private static LongUnaryOperator clockFrom(long epochMs) {
        return nowNs -> epochMs + nowNs / NANOS_PER_MILLI;
    }

    private StubCluster build(LongUnaryOperator defaultWallClockMs) {
        ClusterState state = new ClusterState(settings());
        topics.forEach(topic -> topic.create(state));
        RequestLog requests = new RequestLog(recordedBytes, state::topicName);
        LongSupplier given = wallClockMs;
        ClusterCore core =
                new ClusterCore(state, requests, given == null ? defaultWallClockMs : nowNs -> given.getAsLong());
        LintLog lintLog = lint ? new LintLog(state::topicName) : null;
        if (lintLog != null) {
            core.addTap(lintLog);
        }
        StubCluster cluster = new StubCluster(core, List.copyOf(topics), requests, lintLog);
        if (recording != null) {
            cluster.record(recording, recordingMaxBytes);
        }
        return cluster;
    }

    /**
     * Makes the cluster and opens its sockets, on the loopback address unless {@link #listen} says otherwise.
     *
     * @throws java.io.UncheckedIOException if a port can't be had; none is left open then
     */
    public StubServer start() {
        return start(cluster -> {});
    }

    /**
     * Makes the cluster, has it prepared, and only then opens its sockets: no client comes before its faults are in force.
     *
     * @throws java.io.UncheckedIOException if a port can't be had; none is left open then
     */
    public StubServer start(Consumer<StubCluster> prepare) {
        StubCluster cluster =
                build(virtualClock ? clockFrom(System.currentTimeMillis()) : nowNs -> System.currentTimeMillis());
        try {
            prepare.accept(cluster);
            return StubServer.start(cluster, virtualClock);
        } catch (RuntimeException | Error e) {
            cluster.stopRecording();
            throw e;
        }
    }

    private ClusterSettings settings() {
        if (!racks.isEmpty() && racks.size() != brokers) {
            throw new IllegalArgumentException("racks=" + racks + " are not one for each of brokers=" + brokers);
        }
        BrokerAddresses addresses = new BrokerAddresses(listen, ports, advertised);
        addresses.check(brokers);
        return new ClusterSettings(
                release,
                brokers,
                racks,
                rackAwareReplicaSelector,
                addresses,
                clusterId,
                seed,
                autoCreateTopics,
                defaultPartitions,
                replicationFactor,
                minInsyncReplicas,
                Countdown.nanosOf(replicaLagTime),
                uncleanLeaderElection,
                fetchSessionSlots,
                strict,
                new LogSettings(maxMessageBytes, retentionBytes, logAppendTime, discard, checkCrc));
    }

    private static long atLeast(long minimum, String name, long value) {
        if (value < minimum) {
            throw new IllegalArgumentException(name + "=" + value + " is not " + minimum + " or more");
        }
        return value;
    }
}
