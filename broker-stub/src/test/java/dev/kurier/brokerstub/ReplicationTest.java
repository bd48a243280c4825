package dev.kurier.brokerstub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.CurrentLeader;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.fetch.FetchRequest;
import dev.kurier.protocol.fetch.FetchResponse;
import dev.kurier.protocol.fetch.FetchResponse.EpochEndOffset;
import dev.kurier.protocol.listoffsets.ListOffsetsRequest;
import dev.kurier.protocol.listoffsets.ListOffsetsResponse;
import dev.kurier.protocol.metadata.MetadataRequest;
import dev.kurier.protocol.metadata.MetadataResponse;
import dev.kurier.protocol.produce.ProduceRequest;
import dev.kurier.protocol.produce.ProduceResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplicationTest {
    private static final long SECOND = 1_000_000_000;

    private final StubCluster cluster =
            StubCluster.builder().brokers(3).topic("t", 1).minInsyncReplicas(2).build();
    private final StubPartition partition = cluster.partition("t", 0);
    private final TestClient client = new TestClient(cluster, 1);

    @Test
    void replicatesAtOnceUnlessToldOtherwise() {
        assertThat(error(client.produce("t", 0, Batches.plain("a")))).isEqualTo(ErrorCode.NONE);

        assertThat(partition.highWatermark()).isEqualTo(1);
        assertThat(partition.isr()).containsExactly(1, 2, 3);
        assertThat(partition.replica(3).endOffset()).isEqualTo(1);
        assertThat(cluster.tick(0)).as("nothing planned").isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void answersAcksAllWhenTheSlowestReplicaInSyncHasTheBatch() {
        partition.replica(3).stall();
        int correlationId = send(-1, 30_000);
        assertThat(client.hasAnswer()).isFalse();

        partition.replica(3).resume();

        assertThat(error(answer(correlationId))).isEqualTo(ErrorCode.NONE);
    }

    @Test
    void answersAcksOneBeforeAnyReplicaHasTheBatch() {
        partition.replica(2).stall();
        partition.replica(3).stall();

        assertThat(error(client.produce("t", 0, Batches.plain("a"), 1, 9))).isEqualTo(ErrorCode.NONE);
        assertThat(partition.highWatermark()).isZero();
    }

    @Test
    void answersWhenALaggingReplicaIsDue() {
        partition.replica(2).lagBy(Duration.ofMillis(50));
        int correlationId = send(-1, 30_000);

        assertThat(cluster.tick(0)).isEqualTo(50_000_000);
        cluster.tick(49_999_999);
        assertThat(client.hasAnswer()).isFalse();
        cluster.tick(50_000_000);
        assertThat(error(answer(correlationId))).isEqualTo(ErrorCode.NONE);
    }

    @Test
    void timesOutWithTheBatchInTheLog() {
        partition.replica(3).stall();
        int correlationId = send(-1, 1_000);

        cluster.tick(SECOND - 1);
        assertThat(client.at(SECOND - 1).hasAnswer()).isFalse();
        assertThat(error(client.at(SECOND).answer(ApiKey.PRODUCE, 9, correlationId, ProduceResponse::read)))
                .isEqualTo(ErrorCode.REQUEST_TIMED_OUT);
        assertThat(partition.records()).hasSize(1);
    }

    @Test
    void dropsAStalledReplicaFromSyncWhenTheLagTimeIsOver() {
        partition.replica(3).stall();
        int correlationId = send(-1, 60_000);

        cluster.tick(30 * SECOND);
        assertThat(partition.isr()).containsExactly(1, 2, 3);
        cluster.tick(30 * SECOND + 1);

        assertThat(partition.isr()).containsExactly(1, 2);
        assertThat(error(answer(correlationId))).isEqualTo(ErrorCode.NONE);
        assertThat(partition.highWatermark()).isEqualTo(1);
    }

    @Test
    void keepsAStalledReplicaInSyncAsLongAsItMissesNothing() {
        partition.replica(3).stall();

        cluster.tick(3600 * SECOND);
        assertThat(partition.isr()).containsExactly(1, 2, 3);
    }

    @Test
    void takesAReplicaIntoSyncAgainWhenItHasCaughtUp() {
        partition.replica(3).stall();
        client.produce("t", 0, Batches.plain("a"), 1, 9);
        client.produce("t", 0, Batches.plain("b", "c"), 1, 9);
        cluster.tick(31 * SECOND);

        partition.replica(3).catchUpTo(2);
        assertThat(partition.replica(3).endOffset()).as("whole batches only").isEqualTo(1);
        assertThat(partition.isr()).containsExactly(1, 2);
        partition.replica(3).catchUpTo(3);
        assertThat(partition.isr()).containsExactly(1, 2, 3);
    }

    @Test
    void refusesAcksAllBelowMinIsrBeforeItAppends() {
        partition.shrinkIsr(2, 3);

        assertThat(error(client.produce("t", 0, Batches.plain("a")))).isEqualTo(ErrorCode.NOT_ENOUGH_REPLICAS);
        assertThat(partition.records()).isEmpty();
    }

    @Test
    void timesOutWhenTheReplicasInSyncBecameTooFewAfterItAppended() {
        partition.replica(2).stall();
        partition.replica(3).stall();
        int correlationId = send(-1, 1_000);

        partition.shrinkIsr(2, 3);
        assertThat(partition.highWatermark()).as("stays (KIP-966)").isZero();
        client.at(SECOND);

        assertThat(error(answer(correlationId))).isEqualTo(ErrorCode.REQUEST_TIMED_OUT);
        assertThat(partition.records()).hasSize(1);
    }

    @Test
    void saysSoWhenTheReplicasInSyncBecameTooFewJustBehindTheAnswersTime() {
        partition.replica(2).stall();
        partition.replica(3).stall();
        int correlationId = send(-1, 60_000);
        partition.replica(2).catchUpTo(1);
        partition.replica(3).catchUpTo(1);

        partition.shrinkIsr(2, 3);

        assertThat(error(answer(correlationId))).isEqualTo(ErrorCode.NOT_ENOUGH_REPLICAS_AFTER_APPEND);
        assertThat(partition.records()).hasSize(1);
    }

    @Test
    void showsConsumersNothingNewWhileTooFewReplicasAreInSync() {
        partition.shrinkIsr(2, 3);
        client.produce("t", 0, Batches.plain("a"), 1, 9);

        assertThat(partition.highWatermark()).isZero();
        partition.replica(2).resume();
        assertThat(partition.isr()).containsExactly(1, 2);
        assertThat(partition.highWatermark()).isEqualTo(1);
    }

    @Test
    void answersNotLeaderWhenTheLeaderMovesWhileABatchWaits() {
        partition.replica(3).stall();
        int correlationId = send(-1, 60_000);

        partition.moveLeader(2);

        assertThat(error(answer(correlationId))).isEqualTo(ErrorCode.NOT_LEADER_OR_FOLLOWER);
    }

    @Test
    void answersUnknownTopicWhenTheTopicIsDeletedWhileABatchWaits() {
        partition.replica(3).stall();
        int correlationId = send(-1, 60_000);

        cluster.topic("t").recreate(1);

        assertThat(error(answer(correlationId))).isEqualTo(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
        assertThat(cluster.records("t")).isEmpty();
    }

    @Test
    void appendsToTheTopicThatIsThereWhenADelayedRequestIsApplied() {
        cluster.next(ApiKey.PRODUCE).delay(Duration.ofSeconds(1));
        int correlationId = send(1, 60_000);
        cluster.topic("t").recreate(1);

        cluster.tick(SECOND);

        assertThat(error(client.at(SECOND).answer(ApiKey.PRODUCE, 9, correlationId, ProduceResponse::read)))
                .isEqualTo(ErrorCode.NONE);
        assertThat(cluster.records("t")).hasSize(1);
    }

    @Test
    void holdsBackWhatFollowsOnTheConnectionWhileABatchWaits() {
        partition.replica(3).stall();
        int produce = send(-1, 1_000);
        MetadataRequest metadata = MetadataRequest.ofAllTopics();
        int behind = client.send(ApiKey.METADATA, 9, metadata::write);

        assertThat(client.hasAnswer()).isFalse();
        client.at(SECOND).answer(ApiKey.PRODUCE, 9, produce, ProduceResponse::read);
        client.answer(ApiKey.METADATA, 9, behind, MetadataResponse::read);
    }

    @Test
    void showsConsumersOnlyWhatEveryReplicaInSyncHas() {
        client.produce("t", 0, Batches.plain("a"));
        partition.replica(3).stall();
        client.produce("t", 0, Batches.plain("b"), 1, 9);

        FetchResponse.Partition fetched = client.fetch("t", FetchRequest.Partition.of(0, 0, 10_000));
        assertThat(fetched.highWatermark()).isEqualTo(1);
        assertThat(fetched.lastStableOffset()).isEqualTo(1);
        assertThat(fetched.records().get(0).remaining())
                .isEqualTo(Batches.plain("a").remaining());
        assertThat(listLatest(5).offset()).isEqualTo(1);
        assertThat(ErrorCode.of(client.fetch("t", FetchRequest.Partition.of(0, 2, 10_000))
                        .errorCode()))
                .as("between high watermark and end")
                .isEqualTo(ErrorCode.NONE);
        assertThat(partition.endOffset()).isEqualTo(2);
    }

    @Test
    void wakesAConsumerWhenTheHighWatermarkMoves() {
        partition.replica(3).stall();
        TestClient consumer = new TestClient(cluster, 1);
        FetchRequest poll = TestClient.fetchRequest("t", FetchRequest.Partition.of(0, 0, 1000), 500, 1);
        consumer.send(ApiKey.FETCH, 12, poll::write);
        client.produce("t", 0, Batches.plain("a"), 1, 9);
        assertThat(consumer.hasAnswer()).isFalse();

        partition.replica(3).resume();
        assertThat(consumer.hasAnswer()).isTrue();
    }

    @Test
    void losesWhatANewLeaderInSyncHasNotCopied() {
        client.produce("t", 0, Batches.sequenced(7, 0, 0, "kept"));
        partition.replica(2).stall();
        client.produce("t", 0, Batches.sequenced(7, 0, 1, "lost"), 1, 9);

        partition.moveLeader(2);

        assertThat(partition.records()).extracting(StoredRecord::valueText).containsExactly("kept");
        assertThat(partition.endOffset()).isEqualTo(1);
        TestClient two = new TestClient(cluster, 2);
        assertThat(error(two.produce("t", 0, Batches.sequenced(7, 0, 2, "next"))))
                .as("producer state goes back as well")
                .isEqualTo(ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER);
        assertThat(two.produce("t", 0, Batches.sequenced(7, 0, 1, "again")).baseOffset())
                .isEqualTo(1);
    }

    @Test
    void electsOnlyReplicasInSyncUnlessToldToBeUnclean() {
        client.produce("t", 0, Batches.plain("a"));
        partition.shrinkIsr(3);
        client.produce("t", 0, Batches.plain("b"));

        assertThatThrownBy(() -> partition.moveLeader(3)).hasMessageContaining("isr=[1, 2]");
        partition.electUnclean(3);

        assertThat(partition.leader()).isEqualTo(3);
        assertThat(partition.records()).extracting(StoredRecord::valueText).containsExactly("a");
        assertThat(partition.highWatermark()).as("goes back").isEqualTo(1);
        assertThat(partition.isr()).as("the others truncate and follow").containsExactly(1, 2, 3);
    }

    @Test
    void tellsAReaderOfTheLostPartWhereTheLogsPart() {
        client.produce("t", 0, Batches.plain("a"));
        partition.shrinkIsr(3);
        client.produce("t", 0, Batches.plain("b"));
        partition.electUnclean(3);
        TestClient three = new TestClient(cluster, 3);
        three.produce("t", 0, Batches.plain("c", "d"));

        FetchResponse.Partition fetched = three.fetch("t", read(2, 0));

        assertThat(fetched.errorCode()).isZero();
        assertThat(fetched.redirection().divergingEpoch()).isEqualTo(new EpochEndOffset(0, 1));
        assertThat(three.fetch("t", read(3, 1)).redirection().divergingEpoch()).isEqualTo(EpochEndOffset.NONE);
        assertThat(ErrorCode.of(three.fetch("t", read(3, 9)).errorCode())).isEqualTo(ErrorCode.OFFSET_OUT_OF_RANGE);
    }

    @Test
    void electsUncleanlyByItselfOnlyIfTheClusterAllowsIt() {
        for (boolean allowed : new boolean[] {false, true}) {
            StubCluster two = StubCluster.builder()
                    .brokers(2)
                    .topic("t", 1)
                    .uncleanLeaderElection(allowed)
                    .build();
            two.partition("t", 0).shrinkIsr(2);
            two.broker(1).kill();
            assertThat(two.partition("t", 0).leader()).isEqualTo(allowed ? 2 : -1);
            two.broker(1).restart();
            assertThat(two.partition("t", 0).leader()).isEqualTo(allowed ? 2 : 1);
        }
    }

    @Test
    void staysWithoutALeaderUntilTold() {
        partition.leaderless();
        cluster.broker(1).kill();
        cluster.broker(1).restart();
        assertThat(partition.leader()).isEqualTo(-1);

        partition.leaderless(Duration.ofSeconds(5));
        cluster.tick(SECOND);
        cluster.tick(6 * SECOND - 1);
        assertThat(partition.leader()).isEqualTo(-1);
        cluster.tick(6 * SECOND);
        assertThat(partition.leader())
                .as("the first in sync; broker 1 found no leader to follow")
                .isEqualTo(2);
    }

    @Test
    void letsBrokersTellOldMetadataForAWhile() {
        partition.staleMetadataFor(Duration.ofSeconds(1), 3);
        partition.moveLeader(2);
        cluster.tick(0);

        assertThat(toldBy(3, SECOND - 1).leaderId()).isEqualTo(1);
        assertThat(toldBy(3, SECOND - 1).leaderEpoch()).isZero();
        assertThat(toldBy(1, 0).leaderId()).isEqualTo(2);
        assertThat(toldBy(3, SECOND).leaderId()).isEqualTo(2);
        ProduceRequest request = TestClient.produceRequest("t", 0, Batches.plain("a"), 1);
        ProduceResponse refused = client.ask(ApiKey.PRODUCE, 10, request::write, ProduceResponse::read);
        assertThat(refused.topics().get(0).partitions().get(0).currentLeader()).isEqualTo(new CurrentLeader(2, 1));
    }

    @Test
    void doesNotNameAnEndBeforeANewLeaderIsSureOfIt() {
        partition.replica(3).stall();
        client.produce("t", 0, Batches.plain("a"), 1, 9);
        partition.moveLeader(2);
        partition.moveLeader(1);

        assertThat(ErrorCode.of(listLatest(5).errorCode())).isEqualTo(ErrorCode.OFFSET_NOT_AVAILABLE);
        assertThat(ErrorCode.of(listLatest(4).errorCode())).isEqualTo(ErrorCode.LEADER_NOT_AVAILABLE);
        partition.replica(3).resume();
        assertThat(listLatest(5).offset()).isEqualTo(1);
    }

    @Test
    void failsWhatABrokerLeadsWhenItsDiskIsFull() {
        cluster.broker(1).disk().full();

        assertThat(error(client.produce("t", 0, Batches.plain("a")))).isEqualTo(ErrorCode.KAFKA_STORAGE_ERROR);
        assertThat(ErrorCode.of(
                        client.fetch("t", FetchRequest.Partition.of(0, 0, 100)).errorCode()))
                .isEqualTo(ErrorCode.KAFKA_STORAGE_ERROR);
        assertThatThrownBy(() -> partition.moveLeader(1)).hasMessageContaining("disk");
        cluster.broker(1).disk().free();
        assertThat(error(client.produce("t", 0, Batches.plain("a")))).isEqualTo(ErrorCode.NONE);
    }

    @Test
    void keepsWhatAReplicaInSyncStillNeedsHoweverLittleIsRetained() {
        StubCluster small =
                StubCluster.builder().brokers(2).topic("t", 1).retentionBytes(1).build();
        StubPartition kept = small.partition("t", 0);
        TestClient one = new TestClient(small, 1);
        kept.replica(2).stall();
        one.produce("t", 0, Batches.plain("a"), 1, 9);
        one.produce("t", 0, Batches.plain("b"), 1, 9);
        assertThat(kept.startOffset()).isZero();

        kept.replica(2).resume();
        one.produce("t", 0, Batches.plain("c"), 1, 9);
        assertThat(kept.startOffset()).isEqualTo(2);
    }

    private int send(int acks, int timeoutMs) {
        ProduceRequest.Partition only = new ProduceRequest.Partition(0, List.of(Batches.plain("a")));
        ProduceRequest request = new ProduceRequest(
                null,
                (short) acks,
                timeoutMs,
                List.of(new ProduceRequest.Topic("t", dev.kurier.protocol.Uuid.ZERO, List.of(only))));
        return client.send(ApiKey.PRODUCE, 9, request::write);
    }

    private ProduceResponse answer(int correlationId) {
        return client.answer(ApiKey.PRODUCE, 9, correlationId, ProduceResponse::read);
    }

    private ListOffsetsResponse.Partition listLatest(int version) {
        ListOffsetsRequest request = ListOffsetsRequest.of(List.of(new ListOffsetsRequest.Topic(
                "t", List.of(new ListOffsetsRequest.Partition(0, -1, ListOffsetsRequest.LATEST_TIMESTAMP)))));
        return client.ask(ApiKey.LIST_OFFSETS, version, request::write, ListOffsetsResponse::read)
                .topics()
                .get(0)
                .partitions()
                .get(0);
    }

    private MetadataResponse.Partition toldBy(int broker, long nowNs) {
        MetadataRequest request = MetadataRequest.ofAllTopics();
        return new TestClient(cluster, broker)
                .at(nowNs)
                .ask(ApiKey.METADATA, 9, request::write, MetadataResponse::read)
                .topics()
                .get(0)
                .partitions()
                .get(0);
    }

    private static FetchRequest.Partition read(long offset, int lastFetchedEpoch) {
        return new FetchRequest.Partition(
                0, -1, offset, lastFetchedEpoch, -1, 1000, dev.kurier.protocol.Uuid.ZERO, Long.MAX_VALUE);
    }

    private static ErrorCode error(ProduceResponse answer) {
        return error(answer.topics().get(0).partitions().get(0));
    }

    private static ErrorCode error(ProduceResponse.Partition answer) {
        return ErrorCode.of(answer.errorCode());
    }
}
