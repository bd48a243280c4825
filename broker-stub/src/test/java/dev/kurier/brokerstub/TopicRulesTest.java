package dev.kurier.brokerstub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.kurier.brokerstub.junit.BrokerStubs;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.Uuid;
import dev.kurier.protocol.createtopics.CreateTopicsRequest;
import dev.kurier.protocol.createtopics.CreateTopicsResponse;
import dev.kurier.protocol.metadata.MetadataRequest;
import dev.kurier.protocol.metadata.MetadataResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The same rules for topics behind every door of the stub in Java and on the wire; those of the command line are its own. */
class TopicRulesTest {
    private static final String TOO_LONG = "x".repeat(250);

    /** Creates a topic in a cluster that has one called {@code there.is} already. */
    interface Door {
        void create(String name, int partitions);
    }

    /** One way to ask for a topic. */
    private record NamedDoor(String name, Door door) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<NamedDoor> DOORS = List.of(
            new NamedDoor(
                    "builder.topic(name, partitions)",
                    (name, partitions) -> StubCluster.builder()
                            .topic("there.is", 1)
                            .topic(name, partitions)
                            .build()),
            new NamedDoor(
                    "builder.topic(name, partitions, replicas, configs)",
                    (name, partitions) -> StubCluster.builder()
                            .topic("there.is", 1)
                            .topic(name, partitions, 1, Map.of())
                            .build()),
            new NamedDoor(
                    "builder.topic(name, partitions, replicationFactor, configs, id)",
                    (name, partitions) -> StubCluster.builder()
                            .topic("there.is", 1)
                            .topic(name, partitions, 0, Map.of(), new Uuid(1, 2))
                            .build()),
            new NamedDoor(
                    "builder.topics(text)",
                    (name, partitions) -> StubCluster.builder()
                            .topics("there.is", name + ":" + partitions)
                            .build()),
            new NamedDoor("@BrokerStub", (name, partitions) -> BrokerStubs.start("there.is", name + ":" + partitions)),
            new NamedDoor(
                    "cluster.createTopic",
                    (name, partitions) ->
                            StubCluster.builder().topic("there.is", 1).build().createTopic(name, partitions)));

    private static final Map<String, Arguments> BAD = Map.of(
            "empty", Arguments.of("", 1, "topic name='' is not 1 to 249 of"),
            "illegal", Arguments.of("a b", 1, "topic name='a b' is not 1 to 249 of"),
            "dots", Arguments.of("..", 1, "topic name='..' is not 1 to 249 of"),
            "too long", Arguments.of(TOO_LONG, 1, "is not 1 to 249 of"),
            "taken", Arguments.of("there.is", 2, "topic=there.is exists"),
            "collides", Arguments.of("there_is", 1, "topic=there_is collides with topic=there.is"),
            "none", Arguments.of("fine", 0, "partitions=0 of topic=fine is not allowed: 1 to 10000"),
            "too many", Arguments.of("fine", 10_001, "partitions=10001 of topic=fine is not allowed: 1 to 10000"),
            "far too many", Arguments.of("fine", 999_999_999, "partitions=999999999 of topic=fine is not allowed"));

    static Stream<Arguments> doorsAndBadInput() {
        return DOORS.stream()
                .flatMap(door -> BAD.values().stream()
                        .map(Arguments::get)
                        .map(bad -> Arguments.of(door, bad[0], bad[1], bad[2])));
    }

    @ParameterizedTest
    @MethodSource("doorsAndBadInput")
    void refusesTheSameAtEveryDoor(NamedDoor door, String name, int partitions, String message) {
        Throwable refusal = catchThrowable(() -> door.door().create(name, partitions));

        assertThat(refusal).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
    }

    static Stream<Arguments> badInput() {
        return BAD.values().stream();
    }

    @ParameterizedTest
    @MethodSource("badInput")
    void refusesTheSameOverTheWire(String name, int partitions) {
        StubCluster cluster = StubCluster.builder().topic("there.is", 1).build();
        CreateTopicsRequest.Topic wanted =
                new CreateTopicsRequest.Topic(name, partitions, (short) 1, List.of(), List.of());

        CreateTopicsResponse answer = new TestClient(cluster, 1)
                .ask(
                        ApiKey.CREATE_TOPICS,
                        7,
                        new CreateTopicsRequest(List.of(wanted), 1000, false)::write,
                        CreateTopicsResponse::read);

        assertThat(answer.topics().get(0).errorCode()).isNotEqualTo(ErrorCode.NONE.code());
        assertThat(cluster.figures().partitions()).hasSize(1);
    }

    @Test
    void createsNoTopicThatCollidesForWhoAsksForItsMetadata() {
        StubCluster cluster = StubCluster.builder().topic("there.is", 1).build();
        MetadataRequest request = MetadataRequest.ofNames(List.of("there_is"), true);

        MetadataResponse answer =
                new TestClient(cluster, 1).ask(ApiKey.METADATA, 12, request::write, MetadataResponse::read);

        assertThat(answer.topics().get(0).errorCode()).isEqualTo(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION.code());
    }

    @Test
    void growsAndRecreatesWithinTheSameBounds() {
        StubCluster cluster = StubCluster.builder().topic("orders", 2).build();

        assertThatThrownBy(() -> cluster.topic("orders").createPartitions(10_003))
                .hasMessage("partitions=10001 of topic=orders is not allowed: 1 to 10000 at once");
        assertThatThrownBy(() -> cluster.topic("orders").recreate(0))
                .hasMessageContaining("partitions=0 of topic=orders is not allowed");
        assertThat(cluster.topic("orders").partitions()).as("still there").hasSize(2);
        assertThatThrownBy(() -> StubCluster.builder().defaultPartitions(10_001))
                .hasMessageContaining("defaultPartitions=10001");
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(strings = {"a:b:2", "a:-1", "a:1234567890", "a:"})
    void saysHowATopicIsWritten(String text) {
        assertThatThrownBy(() -> StubCluster.builder().topics(text))
                .hasMessage("topic='" + text + "' is not NAME or NAME:PARTITIONS, such as orders or orders:6");
    }
}
