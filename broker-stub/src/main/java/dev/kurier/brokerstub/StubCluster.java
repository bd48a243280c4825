package dev.kurier.brokerstub;

import dev.kurier.brokerstub.cluster.Broker;
import dev.kurier.brokerstub.cluster.ClusterState;
import dev.kurier.brokerstub.cluster.Partition;
import dev.kurier.brokerstub.cluster.Topic;
import dev.kurier.brokerstub.connection.ClusterCore;
import dev.kurier.brokerstub.connection.Connection;
import dev.kurier.brokerstub.connection.Driver;
import dev.kurier.brokerstub.fault.FaultRule;
import dev.kurier.brokerstub.log.StoredBatch;
import dev.kurier.protocol.ApiKey;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
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
            new Connection.Ends(ByteBuffer::allocate, HEAP_BUFFER_BYTES, () -> {});

    private final ClusterCore core;
    private final RequestLog requests;

    StubCluster(ClusterCore core, RequestLog requests) {
        this.core = core;
        this.requests = requests;
    }

    /** Begins a cluster of one broker with no topics. */
    public static StubClusterBuilder builder() {
        return new StubClusterBuilder();
    }

    /** Returns all brokers, those that are down included. */
    public List<BrokerAddress> brokers() {
        return locked(state -> state.brokers().stream()
                .map(broker -> new BrokerAddress(broker.id(), broker.host(), broker.port()))
                .toList());
    }

    /**
     * Opens a connection to a broker.
     *
     * @throws IllegalStateException if the broker is down, see {@link #isUp}: a real one would refuse the connection
     */
    public StubConnection connect(int brokerId) {
        return locked(state -> {
            if (!brokerOf(state, brokerId).isAlive()) {
                throw new IllegalStateException("broker=" + brokerId + " is down; restart it first");
            }
            return new StubConnection(core.connect(brokerId, IN_MEMORY));
        });
    }

    /**
     * Does what is due: delayed answers, long polls.
     *
     * @return when it wants to be called next, or {@link Long#MAX_VALUE} if nothing is planned
     */
    public long tick(long nowNs) {
        synchronized (core.lock()) {
            return core.tick(nowNs);
        }
    }

    /** Returns the records of a topic, partition by partition, as far as they are still kept. */
    public List<StoredRecord> records(String topic) {
        int partitions = locked(state -> topicOf(state, topic).partitions().size());
        List<StoredRecord> all = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            all.addAll(records(topic, partition));
        }
        return all;
    }

    /** Returns the records of a partition, as far as they are still kept. */
    public List<StoredRecord> records(String topic, int partition) {
        List<StoredBatch> batches =
                locked(state -> partitionOf(state, topic, partition).log().batches());
        return StoredRecords.decode(topic, partition, batches);
    }

    /** Returns the offset that the next record of a partition will have. */
    public long endOffset(String topic, int partition) {
        return locked(state -> partitionOf(state, topic, partition).log().endOffset());
    }

    /** Tells whether a broker is up. */
    public boolean isUp(int brokerId) {
        return locked(state -> brokerOf(state, brokerId).isAlive());
    }

    /** Returns the broker that leads a partition, or -1. */
    public int leader(String topic, int partition) {
        return locked(state -> partitionOf(state, topic, partition).leaderId());
    }

    /** Returns the requests received, oldest first; empty unless recording was asked for when building. */
    public List<ReceivedRequest> requests() {
        return locked(state -> requests.all());
    }

    /** Begins a rule about the next request of an API; {@link FaultBuilder#times} makes it several. */
    public FaultBuilder next(ApiKey api) {
        return fault(api, 1);
    }

    /** Begins a rule about the next request of any API. */
    public FaultBuilder nextRequest() {
        return fault(null, 1);
    }

    /** Begins a rule about every request of an API, until its handle removes it. */
    public FaultBuilder every(ApiKey api) {
        return fault(api, Integer.MAX_VALUE);
    }

    /** Begins a rule about every request, until its handle removes it. */
    public FaultBuilder everyRequest() {
        return fault(null, Integer.MAX_VALUE);
    }

    /** Takes all rules out of the fault script. */
    public void clearFaults() {
        synchronized (core.lock()) {
            core.faults().clear();
        }
    }

    /** Creates a topic. */
    public void createTopic(String name, int partitions) {
        change(state -> state.createTopic(name, partitions));
    }

    /** Grows a topic to this many partitions. */
    public void createPartitions(String topic, int totalCount) {
        change(state -> state.addPartitions(topicOf(state, topic), totalCount));
    }

    /** Deletes a topic and its records; created again it has another id. */
    public void deleteTopic(String topic) {
        change(state -> state.deleteTopic(topicOf(state, topic)));
    }

    /** Makes another broker the leader of a partition, in a new epoch; -1 leaves it without one. */
    public void moveLeader(String topic, int partition, int brokerId) {
        change(state -> state.moveLeader(partitionOf(state, topic, partition), brokerId));
    }

    /** Drops the records before an offset, as retention and DeleteRecords do; the log start moves. */
    public void deleteRecords(String topic, int partition, long beforeOffset) {
        change(state -> partitionOf(state, topic, partition).log().truncateFront(beforeOffset));
    }

    /** Makes a partition forget the producers it knew, as a broker does that lost its state. */
    public void loseProducerState(String topic, int partition) {
        change(state -> partitionOf(state, topic, partition).log().forgetProducers());
    }

    /** Takes a broker down: its connections drop, its port refuses, and what it led moves to a live replica. */
    public void killBroker(int brokerId) {
        change(state -> {
            Broker broker = brokerOf(state, brokerId);
            if (broker.isAlive()) {
                state.brokerDown(broker);
                core.hangUpAll(brokerId);
                core.driver().brokerDown(brokerId);
            }
        });
    }

    /** Brings a broker up again, at the address it had. */
    public void restartBroker(int brokerId) {
        change(state -> {
            Broker broker = brokerOf(state, brokerId);
            if (!broker.isAlive()) {
                core.driver().brokerUp(brokerId);
                state.brokerUp(broker);
            }
        });
    }

    ClusterCore core() {
        return core;
    }

    private FaultBuilder fault(@Nullable ApiKey api, int times) {
        return new FaultBuilder(api, times, this::install);
    }

    private FaultHandle install(FaultRule rule) {
        synchronized (core.lock()) {
            core.faults().add(rule);
        }
        return new InstalledFault(core, rule);
    }

    private void change(Consumer<ClusterState> change) {
        Driver driver;
        synchronized (core.lock()) {
            driver = core.driver();
            change.accept(core.state());
            driver.wake();
        }
        driver.settle();
    }

    private <T> T locked(Function<ClusterState, T> question) {
        synchronized (core.lock()) {
            return question.apply(core.state());
        }
    }

    private static Broker brokerOf(ClusterState state, int id) {
        Broker broker = state.broker(id);
        if (broker == null) {
            throw new IllegalArgumentException(
                    "broker=" + id + " is not one of 1.." + state.brokers().size());
        }
        return broker;
    }

    private static Topic topicOf(ClusterState state, String name) {
        Topic topic = state.topic(name);
        if (topic == null) {
            throw new IllegalArgumentException("topic=" + name + " does not exist");
        }
        return topic;
    }

    private static Partition partitionOf(ClusterState state, String topic, int index) {
        Partition partition = topicOf(state, topic).partition(index);
        if (partition == null) {
            throw new IllegalArgumentException("partition=" + index + " of topic=" + topic + " does not exist");
        }
        return partition;
    }
}
