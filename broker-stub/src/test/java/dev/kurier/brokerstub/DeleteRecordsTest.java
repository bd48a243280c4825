package dev.kurier.brokerstub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.deleterecords.DeleteRecordsRequest;
import dev.kurier.protocol.deleterecords.DeleteRecordsResponse;
import dev.kurier.protocol.fetch.FetchRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeleteRecordsTest {
    private final StubCluster cluster = StubCluster.builder()
            .brokers(2)
            .topic("t", 1)
            .topic("compact", 1, 1, Map.of("cleanup.policy", "compact"))
            .build();
    private final TestClient client = new TestClient(cluster, 1);

    @BeforeEach
    void fill() {
        client.produce("t", 0, Batches.plain("a", "b", "c"));
        client.produce("t", 0, Batches.plain("d", "e"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void movesTheStartOfTheLog(int version) {
        DeleteRecordsResponse.Partition answer = delete(client, version, "t", 0, 2);

        assertThat(answer.errorCode()).isZero();
        assertThat(answer.lowWatermark()).isEqualTo(2);
        assertThat(cluster.partition("t", 0).startOffset()).isEqualTo(2);
        assertThat(ErrorCode.of(
                        client.fetch("t", FetchRequest.Partition.of(0, 1, 1000)).errorCode()))
                .isEqualTo(ErrorCode.OFFSET_OUT_OF_RANGE);
    }

    @Test
    void deletesUpToTheHighWatermarkIfToldMinusOne() {
        cluster.partition("t", 0).replica(2).stall();
        client.produce("t", 0, Batches.plain("f"), 1, 9);

        assertThat(delete(client, 2, "t", 0, -1).lowWatermark()).isEqualTo(5);
        assertThat(cluster.partition("t", 0).endOffset()).isEqualTo(6);
    }

    @Test
    void deletesNothingThatConsumersCannotSeeYet() {
        cluster.partition("t", 0).replica(2).stall();
        client.produce("t", 0, Batches.plain("f"), 1, 9);

        assertThat(error(delete(client, 2, "t", 0, 6))).isEqualTo(ErrorCode.OFFSET_OUT_OF_RANGE);
        assertThat(error(delete(client, 2, "t", 0, -2))).isEqualTo(ErrorCode.OFFSET_OUT_OF_RANGE);
        assertThat(cluster.partition("t", 0).startOffset()).isZero();
    }

    @Test
    void neverMovesTheStartBack() {
        delete(client, 2, "t", 0, 4);

        assertThat(delete(client, 2, "t", 0, 1).lowWatermark()).isEqualTo(4);
    }

    @Test
    void isDoneByTheLeaderAlone() {
        assertThat(error(delete(new TestClient(cluster, 2), 2, "t", 0, 1))).isEqualTo(ErrorCode.NOT_LEADER_OR_FOLLOWER);
        assertThat(error(delete(client, 2, "t", 9, 1))).isEqualTo(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
        assertThat(error(delete(client, 2, "nope", 0, 1))).isEqualTo(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
    }

    @Test
    void isRefusedByTopicsThatAreOnlyCompacted() {
        assertThat(error(delete(client, 2, "compact", 0, -1))).isEqualTo(ErrorCode.POLICY_VIOLATION);
    }

    @Test
    void aFaultBehindTheDeletionLetsItHappen() {
        cluster.next(ApiKey.DELETE_RECORDS).topic("t").fail(ErrorCode.REQUEST_TIMED_OUT);
        assertThat(error(delete(client, 2, "t", 0, 2))).isEqualTo(ErrorCode.REQUEST_TIMED_OUT);
        assertThat(cluster.partition("t", 0).startOffset()).isZero();

        cluster.next(ApiKey.DELETE_RECORDS).topic("t").afterApply().fail(ErrorCode.REQUEST_TIMED_OUT);
        assertThat(error(delete(client, 2, "t", 0, 2))).isEqualTo(ErrorCode.REQUEST_TIMED_OUT);
        assertThat(cluster.partition("t", 0).startOffset()).isEqualTo(2);
    }

    @Test
    void deletesAlsoWhenTheScriptOmitsTheAnswer() {
        cluster.next(ApiKey.DELETE_RECORDS).topic("t").afterApply().omit();
        DeleteRecordsRequest request = new DeleteRecordsRequest(
                List.of(new DeleteRecordsRequest.Topic("t", List.of(new DeleteRecordsRequest.Partition(0, 2)))), 1000);

        DeleteRecordsResponse answer =
                client.ask(ApiKey.DELETE_RECORDS, 2, request::write, DeleteRecordsResponse::read);

        assertThat(answer.topics().get(0).partitions()).isEmpty();
        assertThat(cluster.partition("t", 0).startOffset()).isEqualTo(2);
    }

    private static DeleteRecordsResponse.Partition delete(
            TestClient client, int version, String topic, int partition, long before) {
        DeleteRecordsRequest request = new DeleteRecordsRequest(
                List.of(new DeleteRecordsRequest.Topic(
                        topic, List.of(new DeleteRecordsRequest.Partition(partition, before)))),
                1000);
        return client.ask(ApiKey.DELETE_RECORDS, version, request::write, DeleteRecordsResponse::read)
                .topics()
                .get(0)
                .partitions()
                .get(0);
    }

    private static ErrorCode error(DeleteRecordsResponse.Partition answer) {
        return ErrorCode.of(answer.errorCode());
    }
}
