package dev.kurier.brokerstub.cluster;

import dev.kurier.brokerstub.config.TopicConfigKey;
import dev.kurier.brokerstub.config.TopicConfigs;
import dev.kurier.brokerstub.log.LogSettings;
import dev.kurier.brokerstub.log.PartitionLog;
import dev.kurier.protocol.Uuid;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Knows all brokers and topics; the one place where leadership and existence change. */
public final class ClusterState {
    /** How many partitions may be added to a topic at once, as in Kafka. */
    public static final int MOST_NEW_PARTITIONS = 10_000;

    private static final long FIRST_PRODUCER_ID = 1000;

    private final ClusterSettings settings;
    private final TopicConfigs brokerConfigs;
    private final Random random;
    private final List<Broker> brokers = new ArrayList<>();
    private final SortedMap<String, Topic> topics = new TreeMap<>();
    private final Map<Uuid, Topic> topicsById = new HashMap<>();
    private final Map<Uuid, String> namesEver = new ConcurrentHashMap<>();
    private final Unsettled unsettled = new Unsettled();
    private long nextProducerId = FIRST_PRODUCER_ID;

    public ClusterState(ClusterSettings settings) {
        this.settings = settings;
        this.brokerConfigs = brokerConfigs(settings);
        this.random = new Random(settings.seed());
        for (int i = 0; i < settings.brokers(); i++) {
            brokers.add(new Broker(i + 1, settings.addresses(), settings.rack(i + 1)));
        }
    }

    public ClusterSettings settings() {
        return settings;
    }

    public List<Broker> brokers() {
        return Collections.unmodifiableList(brokers);
    }

    public List<Broker> liveBrokers() {
        return brokers.stream().filter(Broker::isAlive).toList();
    }

    /** Returns the broker, or null if there is none of that id. */
    public @Nullable Broker broker(int id) {
        return id >= 1 && id <= brokers.size() ? brokers.get(id - 1) : null;
    }

    /** The broker that clients are told is the controller: the first that is up, or -1. */
    public int controllerId() {
        return liveBrokers().stream().findFirst().map(Broker::id).orElse(-1);
    }

    /** All topics by name. */
    public Collection<Topic> topics() {
        return Collections.unmodifiableCollection(topics.values());
    }

    public @Nullable Topic topic(String name) {
        return topics.get(name);
    }

    public @Nullable Topic topic(Uuid id) {
        return topicsById.get(id);
    }

    /** Returns what the topic is or was called that has or had this id, or null; without the lock. */
    public @Nullable String topicName(Uuid id) {
        return namesEver.get(id);
    }

    public @Nullable Partition partition(String topic, int index) {
        Topic found = topics.get(topic);
        return found == null ? null : found.partition(index);
    }

    /** Returns a broker that somebody outside names. */
    public Broker requireBroker(int id) {
        Broker broker = broker(id);
        if (broker == null) {
            throw new IllegalArgumentException("broker=" + id + " is not one of 1.." + brokers.size());
        }
        return broker;
    }

    /** Returns a topic that somebody outside names. */
    public Topic requireTopic(String name) {
        Topic topic = topic(name);
        if (topic == null) {
            throw new IllegalArgumentException("topic=" + name + " does not exist; the topics are " + topics.keySet());
        }
        return topic;
    }

    /** Returns a partition that somebody outside names. */
    public Partition requirePartition(String topic, int index) {
        Topic found = requireTopic(topic);
        Partition partition = found.partition(index);
        if (partition == null) {
            throw new IllegalArgumentException("partition=" + index + " of topic=" + topic + " is not one of 0.."
                    + (found.partitions().size() - 1));
        }
        return partition;
    }

    /** Hands out a producer id that nobody has. */
    public long newProducerId() {
        return nextProducerId++;
    }

    /**
     * Creates a topic; replicas are dealt out in turn, partition 0 led by the first broker.
     *
     * @throws IllegalArgumentException if a broker would refuse it
     */
    public Topic createTopic(String name, int partitionCount) {
        return createTopic(name, partitionCount, settings.replicationFactor(), null, brokerConfigs);
    }

    /** Creates a topic with so many replicas of each partition, or as many as there are brokers; otherwise as below. */
    public Topic createTopic(
            String name, int partitionCount, int replicationFactor, @Nullable Uuid id, TopicConfigs configs) {
        requirePartitions(name, partitionCount);
        return createTopic(name, assign(partitionCount, replicationFactor), id, configs);
    }

    /**
     * Creates a topic; whatever door it is asked for by, this is where the rules for topics are kept.
     *
     * @param assignment the replicas of each partition, who leads first; they must be brokers of this cluster
     * @param id its id, or null to draw one
     * @param configs what it is configured with, made from {@link #brokerConfigs}
     * @throws IllegalArgumentException if a broker would refuse it
     */
    public Topic createTopic(String name, List<List<Integer>> assignment, @Nullable Uuid id, TopicConfigs configs) {
        if (!TopicName.isLegal(name)) {
            throw new IllegalArgumentException(
                    "topic name='" + name + "' is not 1 to 249 of a-z A-Z 0-9 . _ - (and not . or ..)");
        }
        Topic rival = rivalOf(name);
        if (rival != null && rival.name().equals(name)) {
            throw new IllegalArgumentException("topic=" + name + " exists; delete it first, or choose another name");
        }
        if (rival != null) {
            throw new IllegalArgumentException("topic=" + name + " collides with topic=" + rival.name()
                    + ": Kafka's metrics write . as _; choose another name");
        }
        requirePartitions(name, assignment.size());
        Topic topic = new Topic(name, id == null ? newTopicId() : id, configs);
        topics.put(name, topic);
        topicsById.put(topic.id(), topic);
        namesEver.put(topic.id(), name);
        addPartitions(topic, assignment);
        return topic;
    }

    /** Brings all brokers up and forgets all topics but these, which are new: empty, and with other ids. */
    public void reset(List<FirstTopic> first) {
        brokers.forEach(Broker::reset);
        List.copyOf(topics.values()).forEach(this::deleteTopic);
        first.forEach(topic -> topic.create(this));
    }

    /** Deletes a topic and creates it under its name, with its configs, as many replicas and another id. */
    public Topic recreateTopic(Topic topic, int partitionCount) {
        requirePartitions(topic.name(), partitionCount);
        int replicas = topic.partitions().get(0).replicas().size();
        deleteTopic(topic);
        return createTopic(topic.name(), partitionCount, replicas, null, topic.configs());
    }

    /** Returns the topic that keeps another from having this name: it has that name, or one that collides with it. */
    public @Nullable Topic rivalOf(String name) {
        Topic same = topics.get(name);
        return same != null
                ? same
                : topics.values().stream()
                        .filter(other -> TopicName.collide(other.name(), name))
                        .findFirst()
                        .orElse(null);
    }

    private static void requirePartitions(String topic, int added) {
        if (added < 1 || added > MOST_NEW_PARTITIONS) {
            throw new IllegalArgumentException("partitions=" + added + " of topic=" + topic + " is not allowed: 1 to "
                    + MOST_NEW_PARTITIONS + " at once");
        }
    }

    /** Grows a topic to this many partitions. */
    public void addPartitions(Topic topic, int totalCount) {
        int present = topic.partitions().size();
        if (totalCount <= present) {
            throw new IllegalArgumentException("partitions=" + totalCount + " of topic=" + topic.name()
                    + " is not above the present number, " + present);
        }
        requirePartitions(topic.name(), totalCount - present);
        int replicationFactor = present == 0
                ? settings.replicationFactor()
                : topic.partitions().get(0).replicas().size();
        addPartitions(topic, assign(totalCount, replicationFactor).subList(present, totalCount));
    }

    /** Deals the replicas of partitions 0 and up out in turn. */
    public List<List<Integer>> assign(int partitionCount, int replicationFactor) {
        return IntStream.range(0, partitionCount)
                .mapToObj(index -> replicas(index, replicationFactor))
                .toList();
    }

    /** Gives a topic more partitions, with these replicas. */
    public void addPartitions(Topic topic, List<List<Integer>> assignment) {
        LogSettings logSettings = settings.log().with(topic.config());
        for (List<Integer> replicas : assignment) {
            PartitionLog log = new PartitionLog(logSettings);
            Partition partition = new Partition(topic.name(), topic.partitions().size(), replicas, log, electorate());
            partition.minInsyncReplicas(topic.config().minInsyncReplicas());
            topic.add(partition);
            for (Broker broker : brokers) {
                if (!broker.isAlive()) {
                    partition.brokerDown(broker.id());
                }
            }
        }
    }

    /** Configures a topic anew; holds for what comes from now on. */
    public void configure(Topic topic, TopicConfigs configs) {
        topic.configs(configs);
        LogSettings logSettings = settings.log().with(configs.typed());
        for (Partition partition : topic.partitions()) {
            partition.log().settings(logSettings);
            partition.minInsyncReplicas(topic.config().minInsyncReplicas());
            partition.changed();
        }
    }

    /** Returns what the brokers are configured with: what a topic has that says nothing itself. */
    public TopicConfigs brokerConfigs() {
        return brokerConfigs;
    }

    /** Forgets a topic and its records; a topic created later under its name has another id. */
    public void deleteTopic(Topic topic) {
        topics.remove(topic.name());
        topicsById.remove(topic.id());
        topic.partitions().forEach(partition -> {
            unsettled.remove(partition);
            partition.changed();
        });
    }

    /**
     * Makes a live broker in sync, or {@link Partition#NO_LEADER}, the leader; what it has not copied is lost.
     *
     * <p>A broker without a replica gets one first, complete, as by a reassignment.
     */
    public void moveLeader(Partition partition, int brokerId) {
        if (brokerId == Partition.NO_LEADER) {
            partition.leaderless(null);
            return;
        }
        requireAbleToLead(brokerId);
        if (!partition.isReplicatedBy(brokerId)) {
            partition.replicas(all -> all.add(brokerId));
        }
        if (!partition.inSyncReplicas().contains(brokerId)) {
            throw new IllegalArgumentException("broker=" + brokerId + " is not in sync, isr="
                    + partition.inSyncReplicas() + "; let it catch up, or use electUnclean");
        }
        partition.lead(brokerId);
    }

    /** Makes a live replica the leader, in sync or not. */
    public void electUnclean(Partition partition, int brokerId) {
        requireAbleToLead(brokerId);
        requireReplica(partition, brokerId);
        partition.leadUncleanly(brokerId);
    }

    /** Checks that somebody outside names a broker with a replica. */
    public void requireReplica(Partition partition, int brokerId) {
        if (!partition.isReplicatedBy(brokerId)) {
            throw new IllegalArgumentException("broker=" + brokerId + " has no replica of partition="
                    + partition.topic() + "-" + partition.index() + "; the replicas are " + partition.replicas());
        }
    }

    /** Takes a broker down: its partitions go to a replica in sync, or have no leader. */
    public void brokerDown(Broker broker) {
        broker.alive(false);
        allPartitions(partition -> partition.brokerDown(broker.id()));
    }

    /** Brings a broker up: it leads again what nobody else could lead. */
    public void brokerUp(Broker broker) {
        broker.alive(true);
        if (!broker.isDiskFull()) {
            allPartitions(partition -> partition.brokerUp(broker.id()));
        }
    }

    /** Fills a broker's disk, so that it neither takes nor copies nor reads records, or frees it. */
    public void diskFull(Broker broker, boolean full) {
        broker.diskFull(full);
        boolean works = broker.isAlive() && !full;
        allPartitions(partition -> {
            if (works) {
                partition.brokerUp(broker.id());
            } else if (partition.isReplicatedBy(broker.id())) {
                partition.replicas(all -> all.online(broker.id(), false));
            }
        });
    }

    /** Lets time pass; returns how long from now until there is something to do, or {@link Long#MAX_VALUE}. */
    public long advance(long nowNs) {
        return unsettled.advance(nowNs);
    }

    private void allPartitions(Consumer<Partition> change) {
        topics.values().forEach(topic -> topic.partitions().forEach(change));
    }

    private void requireAbleToLead(int brokerId) {
        Broker broker = broker(brokerId);
        if (broker == null || !isOnline(brokerId)) {
            String why = broker == null
                    ? "not one of 1.." + brokers.size()
                    : broker.isAlive() ? "out of disk space; free it first" : "down; restart it first";
            throw new IllegalArgumentException("broker=" + brokerId + " can't lead: it is " + why);
        }
    }

    /** Tells whether a broker is up and its disk takes what it writes: what it has can be read, and it can lead. */
    public boolean isOnline(int brokerId) {
        Broker broker = broker(brokerId);
        return broker != null && broker.isAlive() && !broker.isDiskFull();
    }

    private Partition.Electorate electorate() {
        return new Partition.Electorate(
                this::isOnline, settings.uncleanLeaderElection(), settings.replicaLagTimeNs(), unsettled);
    }

    private List<Integer> replicas(int partitionIndex, int replicationFactor) {
        List<Integer> replicas = new ArrayList<>();
        for (int i = 0; i < Math.min(replicationFactor, brokers.size()); i++) {
            replicas.add(brokers.get((partitionIndex + i) % brokers.size()).id());
        }
        return replicas;
    }

    private static TopicConfigs brokerConfigs(ClusterSettings settings) {
        return TopicConfigs.ofBrokers(
                settings.release(),
                Map.of(
                        TopicConfigKey.MAX_MESSAGE_BYTES,
                        String.valueOf(settings.log().maxMessageBytes()),
                        TopicConfigKey.MIN_INSYNC_REPLICAS,
                        String.valueOf(settings.minInsyncReplicas()),
                        TopicConfigKey.MESSAGE_TIMESTAMP_TYPE,
                        settings.log().logAppendTime() ? "LogAppendTime" : "CreateTime",
                        TopicConfigKey.UNCLEAN_LEADER_ELECTION_ENABLE,
                        String.valueOf(settings.uncleanLeaderElection())));
    }

    private Uuid newTopicId() {
        Uuid id = new Uuid(random.nextLong(), random.nextLong());
        return id.equals(Uuid.ZERO) || topicsById.containsKey(id) ? newTopicId() : id;
    }
}
