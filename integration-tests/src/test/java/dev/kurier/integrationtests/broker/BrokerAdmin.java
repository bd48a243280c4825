package dev.kurier.integrationtests.broker;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;

/** Asks a broker, through Kafka's own admin client. */
final class BrokerAdmin implements AutoCloseable {
    private static final int TIMEOUT_MS = 30_000;
    private static final int PROBE_MS = 2_000;

    private final Admin admin;

    BrokerAdmin(String bootstrapServers) {
        this.admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                AdminClientConfig.RECONNECT_BACKOFF_MS_CONFIG, 50,
                AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 200));
    }

    /** Whether the broker answers and its controller lets it work (it is no longer fenced). */
    boolean isServing() {
        try {
            return !await(admin.describeCluster(new DescribeClusterOptions().timeoutMs(PROBE_MS))
                            .nodes())
                    .isEmpty();
        } catch (ExecutionException e) {
            return false;
        }
    }

    /**
     * Creates a topic with one replica and waits until its partitions have leaders that serve them.
     *
     * <p>A broker names a leader a moment before that takes records; whoever sends at once may have its first batch refused
     * and its second taken, and kafka-clients never recovers from that (KAFKA-15591).
     */
    void createTopic(String name, int partitions, Map<String, String> settings) {
        try {
            NewTopic topic = new NewTopic(name, partitions, (short) 1).configs(settings);
            await(admin.createTopics(List.of(topic)).all());
            long startedNs = System.nanoTime();
            while (!hasLeaders(name, partitions)) {
                if (System.nanoTime() - startedNs > TIMEOUT_MS * 1_000_000L) {
                    throw new IllegalStateException("topic=" + name + " has no leaders after ms=" + TIMEOUT_MS);
                }
            }
            await(admin.listOffsets(ends(name, partitions)).all());
        } catch (ExecutionException e) {
            throw new IllegalStateException("topic=" + name + " was not created", e);
        }
    }

    private static Map<TopicPartition, OffsetSpec> ends(String name, int partitions) {
        return IntStream.range(0, partitions)
                .boxed()
                .collect(Collectors.toMap(index -> new TopicPartition(name, index), index -> OffsetSpec.latest()));
    }

    private boolean hasLeaders(String name, int partitions) {
        try {
            TopicDescription topic =
                    await(admin.describeTopics(List.of(name)).allTopicNames()).get(name);
            return topic != null
                    && topic.partitions().size() == partitions
                    && topic.partitions().stream()
                            .noneMatch(p -> p.leader() == null
                                    || p.leader().id() == Node.noNode().id());
        } catch (ExecutionException e) {
            return false;
        }
    }

    private static <T> T await(KafkaFuture<T> future) throws ExecutionException {
        try {
            return future.get(TIMEOUT_MS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new ExecutionException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExecutionException(e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
