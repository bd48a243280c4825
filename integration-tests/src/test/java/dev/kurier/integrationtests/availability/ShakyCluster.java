package dev.kurier.integrationtests.availability;

import dev.kurier.integrationtests.broker.KafkaBroker;
import dev.kurier.integrationtests.broker.KafkaCluster;
import dev.kurier.integrationtests.broker.KafkaVersion;
import dev.kurier.integrationtests.broker.LoopbackPort;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Runs three real brokers that clients reach through faulty links; brokers reach each other directly.
 *
 * <p>Broker 1 is the controller as well, so trouble belongs to brokers 2 and 3.
 */
final class ShakyCluster implements AutoCloseable {
    static final int PARTITIONS = 6;

    private final List<FaultyLink> links = new ArrayList<>();
    private final KafkaCluster cluster;

    ShakyCluster() {
        List<Map<String, String>> settings = new ArrayList<>();
        for (int id = 1; id <= 3; id++) {
            int port = LoopbackPort.free();
            FaultyLink link = FaultyLink.to(port);
            links.add(link);
            Map<String, String> broker = new LinkedHashMap<>();
            broker.put("listeners", "CLIENT://127.0.0.1:" + port);
            broker.put("advertised.listeners", "CLIENT://127.0.0.1:" + link.port());
            broker.put("listener.security.protocol.map", "CLIENT:PLAINTEXT");
            broker.put("replica.lag.time.max.ms", "3000");
            settings.add(broker);
        }
        this.cluster = KafkaCluster.start(KafkaVersion.KAFKA_4_4_0, settings);
    }

    /** Creates a topic with two partitions led by each broker, two of three replicas needed for acks=all. */
    void createTopic(String name) {
        List<List<Integer>> replicas = List.of(
                List.of(1, 2, 3),
                List.of(2, 3, 1),
                List.of(3, 1, 2),
                List.of(1, 3, 2),
                List.of(2, 1, 3),
                List.of(3, 2, 1));
        cluster.createTopic(name, replicas, Map.of("min.insync.replicas", "2"));
    }

    void deleteTopic(String name) {
        cluster.deleteTopic(name);
    }

    /** What a client under test is given: the links. */
    String bootstrapServers() {
        return links.stream().map(link -> "127.0.0.1:" + link.port()).collect(Collectors.joining(","));
    }

    /** A way to the cluster that no fault touches. */
    String directServers() {
        return cluster.broker(1).bootstrapServers();
    }

    FaultyLink link(int brokerId) {
        return links.get(brokerId - 1);
    }

    List<FaultyLink> links() {
        return links;
    }

    KafkaBroker broker(int id) {
        return cluster.broker(id);
    }

    /** Moves every partition's leadership one replica further. */
    void moveLeaders(String topic, int step) {
        List<List<Integer>> orders = List.of(List.of(1, 2, 3), List.of(2, 3, 1), List.of(3, 1, 2));
        for (int partition = 0; partition < PARTITIONS; partition++) {
            cluster.moveLeader(topic, partition, orders.get((partition + step) % 3));
        }
    }

    @Override
    public void close() {
        cluster.close();
        links.forEach(FaultyLink::close);
    }
}
