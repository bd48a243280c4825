package dev.kurier.brokerstub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.describetopicpartitions.DescribeTopicPartitionsRequest;
import dev.kurier.protocol.describetopicpartitions.DescribeTopicPartitionsResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DescribeTopicPartitionsTest {
    private final StubCluster cluster = StubCluster.builder()
            .brokers(3)
            .topic("b", 3)
            .topic("a", 2)
            .topic("c", 1)
            .build();
    private final TestClient client = new TestClient(cluster, 1);

    @Test
    void leafsThroughAllTopicsByName() {
        List<String> seen = new ArrayList<>();
        DescribeTopicPartitionsRequest.Cursor cursor = null;
        int pages = 0;
        do {
            DescribeTopicPartitionsResponse page = ask(2, cursor);
            assertThat(partitions(page)).hasSizeBetween(1, 2);
            seen.addAll(partitions(page));
            DescribeTopicPartitionsResponse.Cursor next = page.nextCursor();
            cursor = next == null ? null : new DescribeTopicPartitionsRequest.Cursor(next.topicName(), next.index());
            pages++;
        } while (cursor != null);

        assertThat(seen).containsExactly("a-0", "a-1", "b-0", "b-1", "b-2", "c-0");
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void putsAtLeastOnePartitionOnAPage() {
        assertThat(partitions(ask(0, null, "b"))).containsExactly("b-0");
        assertThat(partitions(ask(-5, null, "b"))).containsExactly("b-0");
    }

    @Test
    void puts2000PartitionsOnAPageAtMost() {
        cluster.createTopic("large", 2001);

        DescribeTopicPartitionsResponse page = ask(Integer.MAX_VALUE, null, "large");

        assertThat(partitions(page)).hasSize(2000);
        assertThat(page.nextCursor()).isEqualTo(new DescribeTopicPartitionsResponse.Cursor("large", 2000));
    }

    @Test
    void goesOnBehindATopicThatWasDeletedMeanwhile() {
        assertThat(partitions(ask(100, new DescribeTopicPartitionsRequest.Cursor("aa", 1))))
                .containsExactly("b-0", "b-1", "b-2", "c-0");
    }

    @Test
    void showsLeadersAndReplicasAsTheyAre() {
        cluster.broker(2).kill();

        DescribeTopicPartitionsResponse.Partition second =
                ask(100, null, "a").topics().get(0).partitions().get(1);

        assertThat(second.leaderId()).isEqualTo(3);
        assertThat(second.leaderEpoch()).isEqualTo(1);
        assertThat(second.replicas()).containsExactly(2, 3, 1);
        assertThat(second.inSyncReplicas()).containsExactly(3, 1);
        assertThat(second.offlineReplicas()).containsExactly(2);
    }

    @Test
    void faultsShowAtTopicsAndPartitions() {
        cluster.next(ApiKey.DESCRIBE_TOPIC_PARTITIONS).topic("a").partition(1).fail(ErrorCode.LEADER_NOT_AVAILABLE);

        DescribeTopicPartitionsResponse page = ask(100, null, "a", "c");

        assertThat(page.topics().get(0).partitions())
                .extracting(DescribeTopicPartitionsResponse.Partition::errorCode)
                .containsExactly((short) 0, ErrorCode.LEADER_NOT_AVAILABLE.code());
    }

    @Test
    void leavesOutWhatTheScriptOmits() {
        cluster.next(ApiKey.DESCRIBE_TOPIC_PARTITIONS).topic("b").partition(1).omit();
        assertThat(partitions(ask(100, null, "a", "b"))).containsExactly("a-0", "a-1", "b-0", "b-2");

        cluster.next(ApiKey.DESCRIBE_TOPIC_PARTITIONS).topic("a").omit();
        assertThat(ask(100, null, "a", "c").topics())
                .extracting(DescribeTopicPartitionsResponse.Topic::name)
                .containsExactly("c");
    }

    @ParameterizedTest
    @CsvSource({"nope, UNKNOWN_TOPIC_OR_PARTITION", "no pe, INVALID_TOPIC_EXCEPTION"})
    void saysWhyATopicIsNotThere(String name, ErrorCode expected) {
        assertThat(errors(ask(100, null, name, "c"))).containsExactly(ErrorCode.NONE, expected);
    }

    @Test
    void refusesACursorThatPointsNowhere() {
        assertThat(errors(ask(100, new DescribeTopicPartitionsRequest.Cursor("b", 0), "a", "c")))
                .as("not among the topics")
                .containsExactly(ErrorCode.INVALID_REQUEST, ErrorCode.INVALID_REQUEST);
        assertThat(errors(ask(100, new DescribeTopicPartitionsRequest.Cursor("a", -1), "a")))
                .containsExactly(ErrorCode.INVALID_REQUEST);
        assertThat(errors(ask(100, null, "", "a")))
                .as("a topic without a name")
                .containsExactly(ErrorCode.UNKNOWN_SERVER_ERROR, ErrorCode.UNKNOWN_SERVER_ERROR);
    }

    @Test
    void goesOnBehindTheLastPartitionOfATopicThatIsSmallerNow() {
        assertThat(partitions(ask(100, new DescribeTopicPartitionsRequest.Cursor("b", 9))))
                .containsExactly("c-0");
    }

    @Test
    void saysThatAPartitionHasNoLeader() {
        cluster.partition("c", 0).leaderless();

        DescribeTopicPartitionsResponse.Partition only =
                ask(100, null, "c").topics().get(0).partitions().get(0);
        assertThat(ErrorCode.of(only.errorCode())).isEqualTo(ErrorCode.LEADER_NOT_AVAILABLE);
        assertThat(only.leaderId()).isEqualTo(-1);
    }

    @Test
    void tellsOldMetadataWhereABrokerIsBehind() {
        cluster.partition("c", 0).staleMetadataFor(Duration.ofSeconds(1), 1);
        cluster.partition("c", 0).moveLeader(2);

        assertThat(ask(100, null, "c").topics().get(0).partitions().get(0).leaderId())
                .isEqualTo(1);
    }

    private static List<ErrorCode> errors(DescribeTopicPartitionsResponse page) {
        return page.topics().stream()
                .map(topic -> ErrorCode.of(topic.errorCode()))
                .toList();
    }

    private DescribeTopicPartitionsResponse ask(
            int limit, DescribeTopicPartitionsRequest.@Nullable Cursor cursor, String... topics) {
        DescribeTopicPartitionsRequest request = new DescribeTopicPartitionsRequest(
                Stream.of(topics).map(DescribeTopicPartitionsRequest.Topic::new).toList(), limit, cursor);
        return client.ask(ApiKey.DESCRIBE_TOPIC_PARTITIONS, 0, request::write, DescribeTopicPartitionsResponse::read);
    }

    private static List<String> partitions(DescribeTopicPartitionsResponse page) {
        return page.topics().stream()
                .flatMap(topic -> topic.partitions().stream().map(partition -> topic.name() + "-" + partition.index()))
                .toList();
    }
}
