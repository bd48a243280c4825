package dev.kurier.integrationtests.broker;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.Uuid;
import org.awaitility.Awaitility;

/** Runs several real Kafka brokers as one cluster; broker 1 is the controller as well. One thread at a time. */
public final class KafkaCluster implements AutoCloseable {
    private static final int TIMEOUT_S = 60;

    private final List<KafkaBroker> brokers = new ArrayList<>();
    private final Admin admin;

    private KafkaCluster(KafkaVersion version, List<Map<String, String>> overrides) {
        brokers.add(KafkaBroker.start(version, overrides.get(0)));
        for (int id = 2; id <= overrides.size(); id++) {
            brokers.add(brokers.get(0).startAnother(id, overrides.get(id - 1)));
        }
        this.admin = Admin.create(
                Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker(1).bootstrapServers()));
    }

    /** Starts brokers 1 to {@code count} and waits until all of them serve. */
    public static KafkaCluster start(KafkaVersion version, int count, Map<String, String> overrides) {
        return start(version, Collections.nCopies(count, overrides));
    }

    /** Starts a broker with each of these settings and waits until all of them serve. */
    public static KafkaCluster start(KafkaVersion version, List<Map<String, String>> overrides) {
        KafkaCluster cluster = new KafkaCluster(version, overrides);
        Awaitility.await()
                .atMost(TIMEOUT_S, TimeUnit.SECONDS)
                .until(() ->
                        cluster.get(cluster.admin.describeCluster().nodes()).size() == overrides.size());
        return cluster;
    }

    /** Returns a broker by its id. */
    public KafkaBroker broker(int id) {
        return brokers.get(id - 1);
    }

    /** What the cluster calls itself. */
    public String clusterId() {
        return broker(1).clusterId();
    }

    /**
     * Creates a topic, waits until every replica is in sync, and returns its id.
     *
     * @param replicas the replicas of each partition, who leads first
     */
    public Uuid createTopic(String name, List<List<Integer>> replicas, Map<String, String> settings) {
        Map<Integer, List<Integer>> assignment = new TreeMap<>();
        replicas.forEach(brokerIds -> assignment.put(assignment.size(), brokerIds));
        Uuid id = get(admin.createTopics(List.of(new NewTopic(name, assignment).configs(settings)))
                .topicId(name));
        Awaitility.await().until(() -> isInSync(name, replicas));
        return id;
    }

    /** Deletes a topic. */
    public void deleteTopic(String name) {
        get(admin.deleteTopics(List.of(name)).all());
    }

    /** Makes a replica in sync the leader of a partition, by preferring it. */
    public void moveLeader(String topic, int partition, List<Integer> replicas) {
        TopicPartition moved = new TopicPartition(topic, partition);
        get(admin.alterPartitionReassignments(Map.of(moved, Optional.of(new NewPartitionReassignment(replicas))))
                .all());
        get(admin.electLeaders(ElectionType.PREFERRED, Set.of(moved)).all());
    }

    private boolean isInSync(String topic, List<List<Integer>> replicas) {
        List<TopicPartitionInfo> partitions = describe(topic);
        return partitions.size() == replicas.size()
                && partitions.stream()
                        .allMatch(partition -> partition.leader() != null
                                && partition.leader().id()
                                        == replicas.get(partition.partition()).get(0)
                                && partition.isr().stream()
                                                .map(Node::id)
                                                .toList()
                                                .size()
                                        == replicas.get(partition.partition()).size());
    }

    private List<TopicPartitionInfo> describe(String topic) {
        try {
            return get(admin.describeTopics(List.of(topic)).allTopicNames())
                    .get(topic)
                    .partitions();
        } catch (IllegalStateException notThereYet) {
            return List.of();
        }
    }

    private <T> T get(KafkaFuture<T> future) {
        try {
            return future.get(TIMEOUT_S, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        admin.close(java.time.Duration.ZERO);
        brokers.forEach(KafkaBroker::close);
    }
}
