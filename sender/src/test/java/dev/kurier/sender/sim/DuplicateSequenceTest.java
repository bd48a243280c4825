package dev.kurier.sender.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.api.Delivery;
import dev.kurier.api.Outcome;
import dev.kurier.brokerstub.StoredRecord;
import dev.kurier.brokerstub.script.FaultHandle;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What DUPLICATE_SEQUENCE_NUMBER proves: that these records are in the log only if an attempt under the same identity may have
 * put them there.
 */
class DuplicateSequenceTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void isASuccessWithoutOffsetWhenAnEarlierAttemptMayHaveBeenAppended() {
        Simulation sim = start(SimSettings.defaults());
        sim.cluster().next(ApiKey.PRODUCE).afterApply().disconnect();
        sim.cluster().next(ApiKey.PRODUCE).skip(1).fail(ErrorCode.DUPLICATE_SEQUENCE_NUMBER);
        Delivery delivery = sim.append("t", 0, "twice");
        sim.runUntil(delivery::isDone, SOON);
        assertThat(delivery.outcome()).as("%s", delivery.error()).isEqualTo(Outcome.PERSISTED);
        assertThat(delivery.join().hasOffset()).isFalse();
        assertThat(values(sim)).containsExactly("warm", "twice");
        assertThat(persisted(sim, "next").producerEpoch()).as("no new epoch").isZero();
    }

    @Test
    void provesNothingWhenEveryEarlierAttemptWasAnsweredNotWritten() {
        Simulation sim = start(SimSettings.defaults());
        sim.cluster()
                .every(ApiKey.PRODUCE)
                .sequence(ErrorCode.NOT_ENOUGH_REPLICAS, ErrorCode.DUPLICATE_SEQUENCE_NUMBER);
        Delivery delivery = sim.append("t", 0, "never");
        sim.runUntil(delivery::isDone, SOON);
        isUnknownAndTheNextIsNumberedUnderAnotherId(sim, delivery);
    }

    @Test
    void provesNothingOnTheFirstAttempt() {
        Simulation sim = start(SimSettings.defaults());
        sim.cluster().next(ApiKey.PRODUCE).fail(ErrorCode.DUPLICATE_SEQUENCE_NUMBER);
        Delivery delivery = sim.append("t", 0, "never");
        sim.runUntil(delivery::isDone, SOON);
        isUnknownAndTheNextIsNumberedUnderAnotherId(sim, delivery);
    }

    @Test
    void provesNothingAfterRenumbering() {
        Simulation sim = start(SimSettings.defaults());
        sim.cluster()
                .every(ApiKey.PRODUCE)
                .sequence(ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER, ErrorCode.DUPLICATE_SEQUENCE_NUMBER);
        Delivery delivery = sim.append("t", 0, "never");
        sim.runUntil(delivery::isDone, SOON);
        isUnknownAndTheNextIsNumberedUnderAnotherId(sim, delivery);
    }

    @Test
    void provesNothingAfterAnAttemptThatNeverLeft() {
        Simulation sim = start(SimSettings.defaults().requestTimeoutMs(1_000));
        FaultHandle answers = sim.cluster().every(ApiKey.PRODUCE).fail(ErrorCode.DUPLICATE_SEQUENCE_NUMBER);
        sim.transport().stall(true);
        Delivery delivery = sim.append("t", 0, "never");
        sim.runFor(Duration.ofMillis(1_500));
        sim.transport().stall(false);
        sim.runUntil(delivery::isDone, SOON);
        assertThat(answers.hits()).as("the first attempt has not left").isEqualTo(1);
        sim.cluster().clearFaults();
        isUnknownAndTheNextIsNumberedUnderAnotherId(sim, delivery);
    }

    @Test
    void provesNothingWithoutSequences() {
        Simulation sim = start(SimSettings.defaults().acks(1).idempotent(false));
        sim.cluster()
                .every(ApiKey.PRODUCE)
                .sequence(ErrorCode.NOT_ENOUGH_REPLICAS, ErrorCode.DUPLICATE_SEQUENCE_NUMBER);
        Delivery delivery = sim.append("t", 0, "never");
        sim.runUntil(delivery::isDone, SOON);
        assertThat(delivery.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(persisted(sim, "next").offset()).isEqualTo(1);
    }

    @Test
    void takesNothingFromTheBatchesBehind() {
        Simulation sim = start(SimSettings.defaults().batchBytes(1));
        sim.cluster().every(ApiKey.PRODUCE).times(3).delay(Duration.ofMillis(50));
        sim.cluster().next(ApiKey.PRODUCE).fail(ErrorCode.DUPLICATE_SEQUENCE_NUMBER);
        Delivery first = sim.append("t", 0, "never");
        List<Delivery> behind = List.of(sim.append("t", 0, "a"), sim.append("t", 0, "b"));
        sim.flush();
        assertThat(first.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(behind).extracting(Delivery::outcome).containsOnly(Outcome.PERSISTED);
        assertThat(values(sim)).containsExactly("warm", "a", "b");
    }

    private static void isUnknownAndTheNextIsNumberedUnderAnotherId(Simulation sim, Delivery delivery) {
        assertThat(delivery.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(delivery.error()).hasMessageContaining("DUPLICATE_SEQUENCE_NUMBER");
        assertThat(values(sim)).containsExactly("warm");
        StoredRecord next = persisted(sim, "next");
        assertThat(next.producerId())
                .isNotEqualTo(sim.cluster().records("t", 0).get(0).producerId());
        assertThat(next.producerEpoch()).isZero();
        assertThat(next.sequence()).isZero();
    }

    private static Simulation start(SimSettings settings) {
        Simulation sim = new Simulation(settings.brokers(1));
        sim.learn("t");
        persisted(sim, "warm");
        return sim;
    }

    private static StoredRecord persisted(Simulation sim, String value) {
        Delivery delivery = sim.append("t", 0, value);
        sim.runUntil(delivery::isDone, SOON);
        assertThat(delivery.outcome()).as("%s: %s", value, delivery.error()).isEqualTo(Outcome.PERSISTED);
        List<StoredRecord> log = sim.cluster().records("t", 0);
        return log.get(log.size() - 1);
    }

    private static List<String> values(Simulation sim) {
        return sim.cluster().records("t", 0).stream()
                .map(StoredRecord::valueText)
                .toList();
    }
}
