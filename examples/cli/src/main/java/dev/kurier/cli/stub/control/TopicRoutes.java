package dev.kurier.cli.stub.control;

import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.StubPartition;
import dev.kurier.brokerstub.StubTopic;
import dev.kurier.cli.stub.scenario.RecordWords;
import dev.kurier.cli.stub.scenario.Scenario;
import java.util.List;
import java.util.Map;

/** Lists what can be done to topics: make, look at, fill and delete them, and move their leaders. */
final class TopicRoutes {
    private static final String TOPIC = "topic";

    private final StubCluster cluster;

    TopicRoutes(StubCluster cluster) {
        this.cluster = cluster;
    }

    List<Route> routes() {
        return List.of(
                new Route("GET", "/topics", "all topics, with their partitions", request -> all()),
                new Route("POST", "/topics", "create a topic", this::create),
                new Route("GET", "/topics/{topic}", "a topic, with its partitions", this::one),
                new Route("DELETE", "/topics/{topic}", "delete a topic", this::delete),
                new Route("POST", "/topics/{topic}/records", "put a record into a topic, or several", this::insert),
                new Route("POST", "/topics/{topic}/{partition}/leader/{broker}", "move a leader", this::moveLeader));
    }

    private ControlAnswer all() {
        return ControlAnswer.ok(cluster.topics().stream().map(TopicRoutes::view).toList());
    }

    private ControlAnswer one(ControlRequest request) {
        return ControlAnswer.ok(view(cluster.topic(request.text(TOPIC))));
    }

    private ControlAnswer create(ControlRequest request) {
        Scenario.createTopic(request.fields(), cluster);
        return ControlAnswer.created(Map.of("done", true));
    }

    private ControlAnswer delete(ControlRequest request) {
        cluster.topic(request.text(TOPIC)).delete();
        return ControlAnswer.done();
    }

    private ControlAnswer insert(ControlRequest request) {
        List<RecordWords> records = RecordWords.read(request.fields(), request.text(TOPIC), cluster);
        return ControlAnswer.created(records.stream()
                .map(record -> new Inserted(record.partition().index(), record.insert()))
                .toList());
    }

    private ControlAnswer moveLeader(ControlRequest request) {
        cluster.partition(request.text(TOPIC), request.number("partition")).moveLeader(request.number("broker"));
        return ControlAnswer.done();
    }

    private static TopicView view(StubTopic topic) {
        return new TopicView(
                topic.name(),
                topic.id().toString(),
                topic.partitions().stream().map(TopicRoutes::view).toList());
    }

    private static PartitionView view(StubPartition partition) {
        return new PartitionView(
                partition.index(),
                partition.leader(),
                partition.isr(),
                partition.startOffset(),
                partition.endOffset(),
                partition.highWatermark());
    }

    /** Is a topic as it is answered; records, so that their fields keep their order. */
    private record TopicView(String name, String id, List<PartitionView> partitions) {}

    /** Is a partition as it is answered. */
    private record PartitionView(
            int partition, int leader, List<Integer> isr, long startOffset, long endOffset, long highWatermark) {}

    /** Says where a record was put. */
    private record Inserted(int partition, long offset) {}
}
