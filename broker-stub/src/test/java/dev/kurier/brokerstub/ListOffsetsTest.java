package dev.kurier.brokerstub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.listoffsets.ListOffsetsRequest;
import dev.kurier.protocol.listoffsets.ListOffsetsResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListOffsetsTest {
    private static final int MAX_TIMESTAMP_AT = 35;

    private final StubCluster cluster =
            StubCluster.builder().brokers(2).topic("t", 2).build();
    private final TestClient client = new TestClient(cluster, 1);

    @BeforeEach
    void fill() {
        client.produce("t", 0, Batches.plain("a", "b", "c"));
        client.produce("t", 0, Batches.plain("d", "e"));
    }

    @ParameterizedTest
    @CsvSource({
        "1, -1, 5, -1", "11, -1, 5, -1",
        "1, -2, 0, -1", "11, -2, 0, -1",
        "7, -3, 2, 2", "11, -4, 0, -1",
        "11, -5, -1, -1", "11, -6, -1, -1",
    })
    void findsTheSpecialOffsets(int version, long asked, long offset, long millisAfterFirst) {
        ListOffsetsResponse.Partition answer = ask(version, asked);

        assertThat(answer.errorCode()).isZero();
        assertThat(answer.offset()).isEqualTo(offset);
        assertThat(answer.timestamp())
                .isEqualTo(millisAfterFirst < 0 ? -1 : Batches.FIRST_TIMESTAMP_MS + millisAfterFirst);
    }

    @ParameterizedTest
    @CsvSource({"6, -3", "7, -4", "8, -5", "10, -6", "11, -7"})
    void refusesSpecialOffsetsThatTheVersionDoesNotKnow(int version, long asked) {
        assertThat(error(ask(version, asked))).isEqualTo(ErrorCode.UNSUPPORTED_VERSION);
    }

    @ParameterizedTest
    @CsvSource({"-1000, 0, 0", "0, 0, 0", "1, 1, 1", "2, 2, 2"})
    void findsTheFirstRecordThatIsNotOlder(long millisAfterFirst, long offset, long foundMillis) {
        ListOffsetsResponse.Partition answer = ask(5, Batches.FIRST_TIMESTAMP_MS + millisAfterFirst);

        assertThat(answer.offset()).isEqualTo(offset);
        assertThat(answer.timestamp()).isEqualTo(Batches.FIRST_TIMESTAMP_MS + foundMillis);
        assertThat(answer.leaderEpoch()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"-1", "7", "1800000000000"})
    void findsRecordsByTheirOwnTimesWhateverTheBatchSaysOfThem(long maxTimestamp) {
        cluster.partition("t", 0).deleteRecords(5);
        client.produce("t", 0, Batches.withFreshCrc(Batches.plain("f", "g").putLong(MAX_TIMESTAMP_AT, maxTimestamp)));

        assertThat(ask(5, Batches.FIRST_TIMESTAMP_MS + 1).offset()).isEqualTo(6);
        assertThat(ask(7, -3).offset()).isEqualTo(6);
    }

    @Test
    void findsNothingBehindTheNewestRecord() {
        ListOffsetsResponse.Partition answer = ask(5, Batches.FIRST_TIMESTAMP_MS + 3);

        assertThat(answer.errorCode()).isZero();
        assertThat(answer.offset()).isEqualTo(-1);
        assertThat(answer.timestamp()).isEqualTo(-1);
    }

    @Test
    void startsWhereDeletedRecordsEnd() {
        cluster.partition("t", 0).deleteRecords(2);

        assertThat(ask(5, -2).offset()).isEqualTo(2);
        assertThat(ask(5, Batches.FIRST_TIMESTAMP_MS).offset()).isEqualTo(2);
    }

    @Test
    void refusesWhatItDoesNotLead() {
        ListOffsetsRequest request = request(1, -1, -1);
        assertThat(error(client.ask(ApiKey.LIST_OFFSETS, 5, request::write, ListOffsetsResponse::read)
                        .topics()
                        .get(0)
                        .partitions()
                        .get(0)))
                .isEqualTo(ErrorCode.NOT_LEADER_OR_FOLLOWER);
    }

    private ListOffsetsResponse.Partition ask(int version, long timestamp) {
        ListOffsetsRequest request = request(0, -1, timestamp);
        return client.ask(ApiKey.LIST_OFFSETS, version, request::write, ListOffsetsResponse::read)
                .topics()
                .get(0)
                .partitions()
                .get(0);
    }

    private static ListOffsetsRequest request(int partition, int epoch, long timestamp) {
        return ListOffsetsRequest.of(List.of(new ListOffsetsRequest.Topic(
                "t", List.of(new ListOffsetsRequest.Partition(partition, epoch, timestamp)))));
    }

    private static ErrorCode error(ListOffsetsResponse.Partition partition) {
        return ErrorCode.of(partition.errorCode());
    }
}
