package dev.kurier.sender.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.api.Delivery;
import dev.kurier.api.Outcome;
import dev.kurier.brokerstub.StoredRecord;
import dev.kurier.brokerstub.script.FaultHandle;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules of the sender that no other scenario needs, each broken once on purpose without any other test noticing. */
class SenderRulesTest {
    private static final Duration LONG = Duration.ofMinutes(10);

    @Test
    void keepsTheMemoryOfACompleteBatchWhileAnEarlierAttemptIsStillOpen() {
        Simulation sim = twoPartitions(SimSettings.defaults().requestTimeoutMs(5_000));
        answerTheFirstAttemptLate(sim);
        Delivery twice = sim.append("t", 0, "twice");
        keepTheConnectionOfTheFirstAttempt(sim);
        long heldBytes = heldBytes(sim);
        sim.runUntil(twice::isDone, LONG);
        assertThat(twice.outcome()).isEqualTo(Outcome.PERSISTED);
        assertThat(heldBytes(sim)).as("the first attempt has no response").isEqualTo(heldBytes);
        sim.flush();
        assertThat(heldBytes(sim)).isZero();
    }

    @Test
    void takesTheResponseToAnEarlierAttemptForNoResponseToTheLaterOne() {
        Simulation sim = twoPartitions(SimSettings.defaults().requestTimeoutMs(5_000));
        sim.cluster().next(ApiKey.PRODUCE).fail(ErrorCode.POLICY_VIOLATION);
        answerTheFirstAttemptLate(sim);
        Delivery twice = sim.append("t", 0, "twice");
        keepTheConnectionOfTheFirstAttempt(sim);
        sim.cluster().next(ApiKey.PRODUCE).delay(Duration.ofSeconds(3));
        sim.flush();
        assertThat(values(sim, 0)).containsExactly("warm", "twice");
        assertThat(twice.outcome()).as("%s", twice.error()).isEqualTo(Outcome.PERSISTED);
    }

    @Test
    void writesNoRequestIntoOneThatIsHalfWritten() {
        Simulation sim = twoPartitions(SimSettings.defaults());
        int opened = sim.transport().opened();
        sim.transport().takeAtMost(50);
        List<Delivery> deliveries = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            deliveries.add(sim.append("t", i % 2, "x".repeat(1_000) + i));
            sim.sender().doWork(sim.nowNs());
        }
        sim.flush();
        assertThat(deliveries).extracting(Delivery::outcome).containsOnly(Outcome.PERSISTED);
        assertThat(values(sim, 0)).hasSize(4);
        assertThat(values(sim, 1)).hasSize(4);
        assertThat(sim.transport().opened()).as("no connection was lost").isEqualTo(opened);
    }

    @Test
    void doesNotCountAThrottledConnectionsSilenceAgainstRequestTimeout() {
        Simulation sim = twoPartitions(SimSettings.defaults().requestTimeoutMs(2_000));
        FaultHandle throttled = sim.cluster().next(ApiKey.PRODUCE).throttle(Duration.ofSeconds(5));
        sim.cluster().next(ApiKey.PRODUCE).delay(Duration.ofMillis(50));
        FaultHandle requests = sim.cluster().every(ApiKey.PRODUCE).observe();
        int opened = sim.transport().opened();
        Delivery first = sim.append("t", 0, "a");
        sim.runFor(Duration.ofMillis(10));
        Delivery behind = sim.append("t", 1, "b");
        sim.runUntil(behind::isDone, LONG);
        assertThat(throttled.hits()).isEqualTo(1);
        assertThat(List.of(first.outcome(), behind.outcome())).containsOnly(Outcome.PERSISTED);
        assertThat(requests.hits()).as("each was sent once").isEqualTo(2);
        assertThat(sim.transport().opened()).as("no connection was retired").isEqualTo(opened);
    }

    @Test
    void sendsNoBatchMoreThanFourBehindOneWithoutAFinalResult() {
        Simulation sim = twoPartitions(SimSettings.defaults().batchBytes(1).maxInFlight(5));
        sim.cluster().next(ApiKey.PRODUCE).afterApply().fail(ErrorCode.REQUEST_TIMED_OUT);
        List<Delivery> deliveries = append(sim, 5);
        sim.runUntil(() -> deliveries.get(4).isDone(), LONG);
        FaultHandle again = sim.cluster().next(ApiKey.PRODUCE).delay(Duration.ofSeconds(3));
        sim.runFor(Duration.ofMillis(500));
        assertThat(again.hits()).as("the retry is in flight").isEqualTo(1);
        assertThat(deliveries.get(0).isDone()).isFalse();
        int bytes = sim.requestLog().length;
        Delivery sixth = sim.append("t", 0, "sixth");
        sim.runFor(Duration.ofSeconds(1));
        assertThat(sim.requestLog())
                .as("nothing is sent: a broker would forget the first")
                .hasSize(bytes);
        sim.flush();
        assertThat(deliveries).extracting(Delivery::outcome).containsOnly(Outcome.PERSISTED);
        assertThat(sixth.outcome()).isEqualTo(Outcome.PERSISTED);
    }

    @Test
    void doesNotWriteABatchBehindThoseThatHaveOvertakenIt() {
        Simulation sim = twoPartitions(SimSettings.defaults().batchBytes(1));
        sim.cluster().next(ApiKey.PRODUCE).fail(ErrorCode.NOT_ENOUGH_REPLICAS);
        sim.cluster().next(ApiKey.PRODUCE).delay(Duration.ofMillis(50));
        Delivery first = sim.append("t", 0, "first");
        Delivery second = sim.append("t", 0, "second");
        sim.runFor(Duration.ofMillis(10));
        // From here on the broker takes any first sequence (KAFKA-15591): the second batch goes into the log without
        // the first.
        sim.cluster().partition("t", 0).loseProducerState();
        sim.flush();
        assertThat(values(sim, 0)).containsExactly("warm", "second");
        assertThat(second.outcome()).isEqualTo(Outcome.PERSISTED);
        assertThat(first.outcome()).isEqualTo(Outcome.NOT_PERSISTED);
    }

    @Test
    void holdsNoMoreThanAQuarterOfMemoryForCompletingRetries() {
        int partitions = 20;
        Simulation sim = new Simulation(SimSettings.defaults()
                .brokers(1)
                .memoryBytes(512 << 10)
                .requestTimeoutMs(1_000)
                .deliveryTimeoutMs(5_000)
                .shape(builder -> builder.topic("t", partitions)));
        sim.learn("t");
        for (int partition = 0; partition < partitions; partition++) {
            sim.append("t", partition, "warm");
        }
        sim.flush();
        sim.transport().silence(true);
        for (int partition = 0; partition < partitions; partition++) {
            sim.append("t", partition, "x".repeat(16_200));
        }
        sim.runFor(Duration.ofSeconds(5));
        assertThat(heldBytes(sim)).as("all are on their way").isGreaterThan(200 << 10);
        sim.runFor(Duration.ofSeconds(5));
        assertThat(heldBytes(sim)).isLessThanOrEqualTo(150 << 10).isGreaterThan(50 << 10);
    }

    private static Simulation twoPartitions(SimSettings settings) {
        Simulation sim = new Simulation(settings.brokers(1).lingerMs(0).shape(builder -> builder.topic("t", 2)));
        sim.learn("t");
        for (int partition = 0; partition < 2; partition++) {
            sim.append("t", partition, "warm");
        }
        sim.flush();
        return sim;
    }

    /** The response to the next request comes a second after its request timeout of 5 s. */
    private static void answerTheFirstAttemptLate(Simulation sim) {
        sim.cluster().next(ApiKey.PRODUCE).delay(Duration.ofSeconds(6));
    }

    /** Has a younger request wait on the same connection, until just before the retry of the first. */
    private static void keepTheConnectionOfTheFirstAttempt(Simulation sim) {
        sim.runFor(Duration.ofSeconds(2));
        sim.append("t", 1, "neighbour");
        sim.runFor(Duration.ofMillis(2_900));
    }

    private static long heldBytes(Simulation sim) {
        return sim.accumulator().memory().totalBytes()
                - sim.accumulator().memory().availableBytes();
    }

    private static List<Delivery> append(Simulation sim, int count) {
        List<Delivery> deliveries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            deliveries.add(sim.append("t", 0, "v" + i));
        }
        return deliveries;
    }

    private static List<String> values(Simulation sim, int partition) {
        return sim.cluster().records("t", partition).stream()
                .map(StoredRecord::valueText)
                .toList();
    }
}
