package dev.kurier.brokerstub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.offsetforleaderepoch.OffsetForLeaderEpochRequest;
import dev.kurier.protocol.offsetforleaderepoch.OffsetForLeaderEpochResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OffsetForLeaderEpochTest {
    private final StubCluster cluster =
            StubCluster.builder().brokers(2).topic("t", 1).build();
    private final TestClient first = new TestClient(cluster, 1);
    private final TestClient second = new TestClient(cluster, 2);

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void tellsTheEndOfTheEpochThatLasts(int version) {
        first.produce("t", 0, Batches.plain("a", "b"));

        assertEnd(ask(first, version, -1, 0), 0, 2);
    }

    @Test
    void tellsWhereTheNextLeaderBegan() {
        first.produce("t", 0, Batches.plain("a", "b"));
        cluster.partition("t", 0).moveLeader(2);
        second.produce("t", 0, Batches.plain("c"));

        assertEnd(ask(second, 4, 1, 0), 0, 2);
        assertEnd(ask(second, 4, 1, 1), 1, 3);
    }

    @Test
    void showsAReaderWhichRecordsAreGoneAfterAnUncleanElection() {
        first.produce("t", 0, Batches.plain("a", "b"));
        cluster.partition("t", 0).replica(2).stall();
        first.produce("t", 0, Batches.plain("lost"), 1, 9);
        cluster.partition("t", 0).electUnclean(2);

        assertEnd(ask(second, 4, 1, 0), 0, 2);
    }

    @Test
    void knowsNothingOfEpochsToCome() {
        assertEnd(ask(first, 4, -1, 7), -1, -1);
        assertEnd(ask(first, 4, -1, -1), -1, -1);
    }

    @Test
    void comparesWhatTheAskerBelieves() {
        cluster.partition("t", 0).moveLeader(2);

        assertThat(error(ask(second, 4, 0, 0))).isEqualTo(ErrorCode.FENCED_LEADER_EPOCH);
        assertThat(error(ask(second, 4, 2, 0))).isEqualTo(ErrorCode.UNKNOWN_LEADER_EPOCH);
        assertThat(error(ask(first, 4, 1, 0))).isEqualTo(ErrorCode.NOT_LEADER_OR_FOLLOWER);
    }

    @Test
    void answersForAnEpochThatWroteNothingWithTheOneBeforeIt() {
        first.produce("t", 0, Batches.plain("a", "b"));
        cluster.partition("t", 0).moveLeader(2);
        cluster.partition("t", 0).moveLeader(1);
        first.produce("t", 0, Batches.plain("c"));

        assertEnd(ask(first, 4, 2, 1), 0, 2);
    }

    @Test
    void knowsNoPartitionThatIsNotThere() {
        cluster.topic("t").delete();

        assertThat(error(ask(first, 4, -1, 0))).isEqualTo(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
    }

    @Test
    void failsAndLeavesOutWhatTheScriptSays() {
        cluster.next(ApiKey.OFFSET_FOR_LEADER_EPOCH).topic("t").fail(ErrorCode.KAFKA_STORAGE_ERROR);
        OffsetForLeaderEpochResponse.Partition struck = ask(first, 4, -1, 0);
        assertThat(error(struck)).isEqualTo(ErrorCode.KAFKA_STORAGE_ERROR);
        assertThat(struck.endOffset()).isEqualTo(-1);

        cluster.next(ApiKey.OFFSET_FOR_LEADER_EPOCH).topic("t").omit();
        assertThat(askAll(first, 4, -1, 0).topics().get(0).partitions()).isEmpty();
    }

    private static OffsetForLeaderEpochResponse.Partition ask(
            TestClient client, int version, int currentLeaderEpoch, int epoch) {
        return askAll(client, version, currentLeaderEpoch, epoch)
                .topics()
                .get(0)
                .partitions()
                .get(0);
    }

    private static OffsetForLeaderEpochResponse askAll(
            TestClient client, int version, int currentLeaderEpoch, int epoch) {
        OffsetForLeaderEpochRequest request =
                OffsetForLeaderEpochRequest.of(List.of(new OffsetForLeaderEpochRequest.Topic(
                        "t", List.of(new OffsetForLeaderEpochRequest.Partition(0, currentLeaderEpoch, epoch)))));
        return client.ask(ApiKey.OFFSET_FOR_LEADER_EPOCH, version, request::write, OffsetForLeaderEpochResponse::read);
    }

    private static void assertEnd(OffsetForLeaderEpochResponse.Partition answer, int epoch, long endOffset) {
        assertThat(error(answer)).isEqualTo(ErrorCode.NONE);
        assertThat(answer.leaderEpoch()).isEqualTo(epoch);
        assertThat(answer.endOffset()).isEqualTo(endOffset);
    }

    private static ErrorCode error(OffsetForLeaderEpochResponse.Partition answer) {
        return ErrorCode.of(answer.errorCode());
    }
}
