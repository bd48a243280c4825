package dev.kurier.sender.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.api.Delivery;
import dev.kurier.api.Outcome;
import dev.kurier.api.error.AuthorizationException;
import dev.kurier.api.error.DeliveryTimeoutException;
import dev.kurier.api.error.ProducerClosedException;
import dev.kurier.api.error.RecordTooLargeException;
import dev.kurier.brokerstub.ReceivedRequest;
import dev.kurier.brokerstub.StoredRecord;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.sender.CloseTicket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each behaviour of the sender, in virtual time, over real bytes. */
class DeliveryScenariosTest {
    private static final Duration LONG = Duration.ofMinutes(10);

    @Test
    void writesRecordsInTheirOrderAndTellsTheirOffsets() {
        Simulation sim = start(SimSettings.defaults());
        List<Delivery> deliveries = append(sim, 20, "v");
        sim.flush();
        assertThat(values(sim)).containsExactlyElementsOf(names(20, "v"));
        for (int i = 0; i < 20; i++) {
            assertThat(deliveries.get(i).join().offset()).isEqualTo(i);
            assertThat(deliveries.get(i).outcome()).isEqualTo(Outcome.PERSISTED);
        }
    }

    @Test
    void holdsAnOpenBatchForLingerAndNoLonger() {
        Simulation sim = start(SimSettings.defaults().lingerMs(50));
        long openedNs = sim.nowNs();
        Delivery delivery = sim.append("t", 0, "a");
        sim.runUntil(() -> !produceRequests(sim).isEmpty(), LONG);
        assertThat(Duration.ofNanos(sim.nowNs() - openedNs)).isEqualTo(Duration.ofMillis(50));
        sim.runUntil(delivery::isDone, LONG);
    }

    @Test
    void sendsAFullBatchWithoutLingering() {
        Simulation sim = start(SimSettings.defaults().lingerMs(10_000).batchBytes(256));
        long openedNs = sim.nowNs();
        append(sim, 20, "0123456789012345678901234567890123456789-");
        sim.runUntil(() -> !produceRequests(sim).isEmpty(), LONG);
        assertThat(sim.nowNs() - openedNs).isLessThan(Duration.ofSeconds(1).toNanos());
    }

    @Test
    void keepsOneBatchInFlightUntilTheLeaderHasConfirmedOne() {
        Simulation sim = start(SimSettings.defaults().batchBytes(1));
        sim.cluster().every(ApiKey.PRODUCE).delay(Duration.ofMillis(20));
        append(sim, 8, "v");
        sim.runUntil(() -> produceRequests(sim).size() == 1, LONG);
        sim.runFor(Duration.ofMillis(15));
        assertThat(produceRequests(sim)).as("before the first answer").hasSize(1);
        sim.flush();
        assertThat(values(sim)).containsExactlyElementsOf(names(8, "v"));
    }

    @Test
    void losesNothingWhenTheFirstBatchOfAPartitionIsRefused() {
        Simulation sim = start(SimSettings.defaults().batchBytes(1));
        sim.cluster().next(ApiKey.PRODUCE).fail(ErrorCode.NOT_LEADER_OR_FOLLOWER);
        List<Delivery> deliveries = append(sim, 6, "v");
        sim.flush();
        assertThat(values(sim)).containsExactlyElementsOf(names(6, "v"));
        assertThat(deliveries).allMatch(delivery -> delivery.outcome() == Outcome.PERSISTED);
    }

    @Test
    void writesOnceWhenTheAnswerIsLost() {
        Simulation sim = start(SimSettings.defaults());
        sim.cluster().next(ApiKey.PRODUCE).afterApply().disconnect();
        List<Delivery> deliveries = append(sim, 3, "v");
        sim.flush();
        assertThat(values(sim)).containsExactlyElementsOf(names(3, "v"));
        assertThat(deliveries.get(2).join().offset()).isEqualTo(2);
    }

    @Test
    void keepsOrderWhenPipelinedAnswersAreLost() {
        Simulation sim = start(SimSettings.defaults().batchBytes(1));
        append(sim, 1, "first");
        sim.flush();
        sim.cluster().every(ApiKey.PRODUCE).delay(Duration.ofMillis(50));
        append(sim, 10, "v");
        sim.runUntil(() -> produceRequests(sim).size() >= 6, LONG);
        sim.transport().resetAll();
        sim.cluster().clearFaults();
        sim.flush();
        List<String> expected = new ArrayList<>(List.of("first0"));
        expected.addAll(names(10, "v"));
        assertThat(values(sim)).containsExactlyElementsOf(expected);
    }

    @Test
    void sendsAgainOnANewConnectionWhenABrokerDoesNotAnswer() {
        Simulation sim = start(SimSettings.defaults().requestTimeoutMs(1_000));
        sim.cluster().next(ApiKey.PRODUCE).neverAnswer();
        Delivery delivery = sim.append("t", 0, "a");
        sim.runUntil(delivery::isDone, LONG);
        assertThat(delivery.outcome()).isEqualTo(Outcome.PERSISTED);
        assertThat(values(sim)).containsExactly("a");
        assertThat(produceRequests(sim)).hasSize(2);
        assertThat(produceRequests(sim).get(1).sizeBytes())
                .isEqualTo(produceRequests(sim).get(0).sizeBytes());
    }

    @Test
    void reportsNotPersistedWhenARecordWasNeverSent() {
        Simulation sim = start(SimSettings.defaults().deliveryTimeoutMs(5_000));
        sim.cluster().partition("t", 0).moveLeader(-1);
        sim.sender().wantTopic(new dev.kurier.sender.cluster.TopicTicket("t", 9, sim.nowNs() + 500_000_000L));
        sim.runFor(Duration.ofSeconds(1));
        Delivery delivery = sim.append("t", 0, "a");
        long openedNs = sim.nowNs();
        sim.runUntil(delivery::isDone, LONG);
        assertThat(sim.nowNs() - openedNs).isEqualTo(Duration.ofSeconds(5).toNanos());
        assertThat(delivery.outcome()).isEqualTo(Outcome.NOT_PERSISTED);
        assertThat(delivery.error())
                .isInstanceOf(DeliveryTimeoutException.class)
                .hasMessageContaining("leader");
        assertThat(values(sim)).isEmpty();
    }

    @Test
    void reportsUnknownAtTheDeadlineButHealsTheSequenceAfterwards() {
        Simulation sim = start(SimSettings.defaults()
                .requestTimeoutMs(1_000)
                .deliveryTimeoutMs(30_000)
                .batchBytes(1));
        sim.append("t", 0, "warm");
        sim.flush();
        sim.transport().silence(true);
        Delivery lost = sim.append("t", 0, "lost?");
        sim.runUntil(lost::isDone, LONG);
        assertThat(lost.outcome()).isEqualTo(Outcome.UNKNOWN);
        Delivery next = sim.append("t", 0, "next");
        sim.transport().silence(false);
        sim.runUntil(next::isDone, LONG);
        assertThat(next.outcome()).isEqualTo(Outcome.PERSISTED);
        assertThat(values(sim)).containsExactly("warm", "lost?", "next");
        List<StoredRecord> records = sim.cluster().records("t", 0);
        assertThat(records).extracting(StoredRecord::producerEpoch).containsOnly((short) 0);
        assertThat(records).extracting(StoredRecord::sequence).containsExactly(0, 1, 2);
    }

    @Test
    void startsANewEpochWhenTheBrokerNoLongerKnowsTheNumbers() {
        Simulation sim = start(SimSettings.defaults().batchBytes(1));
        append(sim, 2, "a");
        sim.flush();
        sim.cluster().next(ApiKey.PRODUCE).fail(ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER);
        List<Delivery> deliveries = append(sim, 3, "b");
        sim.flush();
        assertThat(deliveries).allMatch(delivery -> delivery.outcome() == Outcome.PERSISTED);
        assertThat(values(sim)).containsExactly("a0", "a1", "b0", "b1", "b2");
        assertThat(sim.cluster().records("t", 0).get(2).producerEpoch()).isEqualTo((short) 1);
        assertThat(sim.cluster().records("t", 0).get(2).sequence()).isZero();
    }

    @Test
    void deliversTheOthersInOrderWhenOneBatchIsRefusedForGood() {
        Simulation sim = start(SimSettings.defaults().batchBytes(1));
        append(sim, 1, "a");
        sim.flush();
        sim.cluster().next(ApiKey.PRODUCE).fail(ErrorCode.INVALID_RECORD);
        List<Delivery> deliveries = append(sim, 5, "b");
        sim.flush();
        assertThat(deliveries.get(0).outcome()).isEqualTo(Outcome.NOT_PERSISTED);
        assertThat(deliveries.subList(1, 5)).allMatch(delivery -> delivery.outcome() == Outcome.PERSISTED);
        assertThat(values(sim)).containsExactly("a0", "b1", "b2", "b3", "b4");
    }

    @Test
    void givesTheNumbersOfARefusedBatchToTheNextOne() {
        Simulation sim = start(SimSettings.defaults().batchBytes(1));
        append(sim, 1, "a");
        sim.flush();
        sim.cluster().next(ApiKey.PRODUCE).fail(ErrorCode.INVALID_RECORD);
        append(sim, 1, "refused");
        sim.flush();
        append(sim, 1, "b");
        sim.flush();
        List<StoredRecord> records = sim.cluster().records("t", 0);
        assertThat(records).extracting(StoredRecord::sequence).containsExactly(0, 1);
        assertThat(records).extracting(StoredRecord::producerEpoch).containsOnly((short) 0);
    }

    @Test
    void splitsABatchThatIsTooLargeForTheTopic() {
        Simulation sim = start(SimSettings.defaults().shape(b -> b.topic("t", 1).maxMessageBytes(300)));
        List<Delivery> deliveries = append(sim, 40, "0123456789-");
        sim.flush();
        assertThat(deliveries).allMatch(delivery -> delivery.outcome() == Outcome.PERSISTED);
        assertThat(values(sim)).containsExactlyElementsOf(names(40, "0123456789-"));
        for (int i = 0; i < 40; i++) {
            assertThat(deliveries.get(i).join().offset()).isEqualTo(i);
        }
    }

    @Test
    void failsASingleRecordThatIsTooLargeForTheTopic() {
        Simulation sim = start(SimSettings.defaults().shape(b -> b.topic("t", 1).maxMessageBytes(100)));
        Delivery delivery = sim.append("t", 0, "x".repeat(200));
        sim.flush();
        assertThat(delivery.outcome()).isEqualTo(Outcome.NOT_PERSISTED);
        assertThat(delivery.error()).isInstanceOf(RecordTooLargeException.class);
    }

    @Test
    void endsAcksNoneWhenTheBytesAreHandedOverAndPromisesNothing() {
        Simulation sim = start(SimSettings.defaults().acks(0));
        Delivery delivery = sim.append("t", 0, "a");
        sim.flush();
        assertThat(delivery.join().hasOffset()).isFalse();
        assertThat(delivery.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(delivery.error()).isNull();
        assertThat(values(sim)).containsExactly("a");
    }

    @Test
    void usesSequencesWithAcksOne() {
        Simulation sim = start(SimSettings.defaults().acks(1));
        sim.cluster().next(ApiKey.PRODUCE).afterApply().disconnect();
        append(sim, 3, "v");
        sim.flush();
        assertThat(values(sim)).containsExactlyElementsOf(names(3, "v"));
    }

    @Test
    void keepsOneBatchPerPartitionInFlightWithoutSequences() {
        Simulation sim = start(SimSettings.defaults().acks(1).idempotent(false).batchBytes(1));
        sim.cluster().next(ApiKey.PRODUCE).fail(ErrorCode.NOT_ENOUGH_REPLICAS);
        append(sim, 5, "v");
        sim.flush();
        assertThat(values(sim)).containsExactlyElementsOf(names(5, "v"));
    }

    @Test
    void backsOffExponentiallyAndNeverSpins() {
        Simulation sim = start(SimSettings.defaults().deliveryTimeoutMs(60_000));
        sim.cluster().every(ApiKey.PRODUCE).fail(ErrorCode.NOT_ENOUGH_REPLICAS);
        long turns = sim.turns();
        Delivery delivery = sim.append("t", 0, "a");
        sim.runUntil(delivery::isDone, LONG);
        assertThat(delivery.outcome()).isEqualTo(Outcome.NOT_PERSISTED);
        assertThat(produceRequests(sim).size()).isBetween(55, 90);
        assertThat(sim.turns() - turns).isLessThan(1_000);
    }

    @Test
    void givesUpAfterTheRetriesAllowed() {
        Simulation sim = start(SimSettings.defaults().retries(2));
        sim.cluster().every(ApiKey.PRODUCE).fail(ErrorCode.NOT_ENOUGH_REPLICAS);
        Delivery delivery = sim.append("t", 0, "a");
        sim.runUntil(delivery::isDone, LONG);
        assertThat(produceRequests(sim)).hasSize(3);
        assertThat(delivery.outcome()).isEqualTo(Outcome.NOT_PERSISTED);
        assertThat(delivery.error()).hasMessageContaining("retries=2");
    }

    @Test
    void followsThePartitionToItsNewLeader() {
        Simulation sim = start(SimSettings.defaults());
        append(sim, 2, "a");
        sim.flush();
        int old = sim.cluster().partition("t", 0).leader();
        int next = sim.cluster().brokers().stream()
                .mapToInt(b -> b.id())
                .filter(id -> id != old)
                .findFirst()
                .orElseThrow();
        sim.cluster().partition("t", 0).moveLeader(next);
        long movedNs = sim.nowNs();
        append(sim, 2, "b");
        sim.flush();
        assertThat(values(sim)).containsExactly("a0", "a1", "b0", "b1");
        assertThat(Duration.ofNanos(sim.nowNs() - movedNs))
                .as("the new leader is told with the refusal: no back-off")
                .isLessThan(Duration.ofMillis(60));
    }

    @Test
    void survivesABrokerThatDiesAndReturns() {
        Simulation sim = start(SimSettings.defaults().brokers(1).shape(b -> b.topic("t", 1)));
        append(sim, 2, "a");
        sim.flush();
        int id = sim.cluster().brokers().get(0).id();
        sim.cluster().broker(id).kill();
        List<Delivery> deliveries = append(sim, 3, "b");
        sim.runFor(Duration.ofSeconds(20));
        assertThat(deliveries).noneMatch(Delivery::isDone);
        sim.cluster().broker(id).restart();
        sim.flush();
        assertThat(values(sim)).containsExactly("a0", "a1", "b0", "b1", "b2");
    }

    @Test
    void sendsAgainWhatAnAnswerLeavesOut() {
        Simulation sim = start(SimSettings.defaults());
        sim.cluster().next(ApiKey.PRODUCE).afterApply().omit();
        Delivery delivery = sim.append("t", 0, "a");
        sim.flush();
        assertThat(delivery.outcome()).isEqualTo(Outcome.PERSISTED);
        assertThat(values(sim)).containsExactly("a");
    }

    @Test
    void waitsAsLongAsAThrottlingBrokerAsks() {
        Simulation sim = start(SimSettings.defaults().batchBytes(1).requestTimeoutMs(1_000));
        sim.cluster().next(ApiKey.PRODUCE).throttle(Duration.ofSeconds(5));
        sim.append("t", 0, "a");
        sim.flush();
        long throttledNs = sim.nowNs();
        Delivery delivery = sim.append("t", 0, "b");
        sim.runUntil(delivery::isDone, LONG);
        assertThat(sim.nowNs() - throttledNs)
                .isGreaterThan(Duration.ofMillis(4_900).toNanos());
        assertThat(delivery.outcome()).isEqualTo(Outcome.PERSISTED);
    }

    @Test
    void retriesWithTheSameIdentityAfterAnUnclearAnswer() {
        Simulation sim = start(SimSettings.defaults());
        sim.cluster().next(ApiKey.PRODUCE).afterApply().fail(ErrorCode.REQUEST_TIMED_OUT);
        Delivery delivery = sim.append("t", 0, "a");
        sim.flush();
        assertThat(delivery.join().offset()).isZero();
        assertThat(values(sim)).containsExactly("a");
    }

    @Test
    void doesNotClaimThatARecordIsLostAfterAnUnknownServerError() {
        Simulation sim = start(SimSettings.defaults().idempotent(false).acks(1));
        sim.cluster().next(ApiKey.PRODUCE).afterApply().fail(ErrorCode.UNKNOWN_SERVER_ERROR);
        Delivery delivery = sim.append("t", 0, "a");
        sim.flush();
        assertThat(delivery.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(values(sim)).containsExactly("a");
    }

    @Test
    void failsAtOnceWhenTheTopicIsNotAllowed() {
        Simulation sim = start(SimSettings.defaults());
        sim.cluster().next(ApiKey.PRODUCE).fail(ErrorCode.TOPIC_AUTHORIZATION_FAILED);
        Delivery delivery = sim.append("t", 0, "a");
        sim.flush();
        assertThat(delivery.error()).isInstanceOf(AuthorizationException.class);
        assertThat(delivery.outcome()).isEqualTo(Outcome.NOT_PERSISTED);
    }

    @Test
    void closeDeliversWhatIsUnderWay() {
        Simulation sim = start(SimSettings.defaults().lingerMs(60_000));
        List<Delivery> deliveries = append(sim, 4, "v");
        CloseTicket ticket = sim.close(Duration.ofSeconds(10));
        assertThat(ticket.report().isComplete()).isTrue();
        assertThat(deliveries).allMatch(delivery -> delivery.outcome() == Outcome.PERSISTED);
    }

    @Test
    void closeGivesUpWhatCannotBeDeliveredAndSaysSo() {
        Simulation sim = start(SimSettings.defaults());
        sim.cluster().every(ApiKey.PRODUCE).fail(ErrorCode.NOT_ENOUGH_REPLICAS);
        List<Delivery> deliveries = append(sim, 4, "v");
        CloseTicket ticket = sim.close(Duration.ofSeconds(3));
        assertThat(ticket.report().notPersisted().values()).containsExactly(4L);
        assertThat(ticket.report().unknown()).isEmpty();
        assertThat(deliveries).allMatch(delivery -> delivery.error() instanceof ProducerClosedException);
    }

    @Test
    void tellsTheAgeOfItsMetadataFromTheLastAnswerAboutAllTopicsOn() {
        Simulation sim = start(SimSettings.defaults());
        sim.runFor(Duration.ofSeconds(20));
        sim.learn("another");
        sim.runFor(Duration.ofSeconds(3));
        assertThat(metadataAge(sim)).isBetween(22.5, 23.5);

        int asked = metadataRequests(sim);
        sim.transport().resetAll(); // whoever loses a connection asks for everything
        sim.runUntil(() -> metadataRequests(sim) > asked, LONG);
        sim.runFor(Duration.ofSeconds(3));

        assertThat(metadataAge(sim)).isBetween(2.5, 3.5);
    }

    private static double metadataAge(Simulation sim) {
        Map<String, Double> metrics = new HashMap<>();
        sim.sender().metrics().read(metrics, sim.nowNs());
        return metrics.get("metadata-age");
    }

    @Test
    void freesAllMemoryWhenEverythingHasEnded() {
        Simulation sim = start(SimSettings.defaults());
        append(sim, 50, "v");
        sim.flush();
        assertThat(sim.accumulator().memory().availableBytes())
                .isEqualTo(sim.accumulator().memory().totalBytes());
    }

    @Test
    void keepsMemoryOfABatchWhoseBytesAreStillWithTheSocket() {
        Simulation sim = start(SimSettings.defaults().requestTimeoutMs(60_000).deliveryTimeoutMs(2_000));
        sim.append("t", 0, "warm");
        sim.flush();
        sim.transport().silence(true);
        Delivery lost = sim.append("t", 0, "held");
        sim.runUntil(lost::isDone, LONG);
        assertThat(lost.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(sim.accumulator().memory().availableBytes())
                .as("the connection may still read it")
                .isLessThan(sim.accumulator().memory().totalBytes());
    }

    private static Simulation start(SimSettings settings) {
        Simulation sim = new Simulation(settings);
        sim.learn("t");
        return sim;
    }

    private static List<Delivery> append(Simulation sim, int count, String prefix) {
        List<Delivery> deliveries = new ArrayList<>();
        for (String name : names(count, prefix)) {
            deliveries.add(sim.append("t", 0, name));
        }
        return deliveries;
    }

    private static int metadataRequests(Simulation sim) {
        return (int) sim.cluster().requests().stream()
                .filter(request -> request.apiKey() == ApiKey.METADATA.id())
                .count();
    }

    private static List<String> names(int count, String prefix) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add(prefix + i);
        }
        return names;
    }

    private static List<String> values(Simulation sim) {
        return sim.cluster().records("t", 0).stream()
                .map(StoredRecord::valueText)
                .toList();
    }

    private static List<ReceivedRequest> produceRequests(Simulation sim) {
        return sim.cluster().requests().stream()
                .filter(request -> request.apiKey() == ApiKey.PRODUCE.id())
                .toList();
    }
}
