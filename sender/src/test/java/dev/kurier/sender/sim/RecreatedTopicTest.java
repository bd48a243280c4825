package dev.kurier.sender.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.api.Delivery;
import dev.kurier.api.Outcome;
import dev.kurier.api.error.DeliveryTimeoutException;
import dev.kurier.brokerstub.StoredRecord;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A topic that is deleted and created again under its name has a new id, new logs, and leader epochs that begin at 0. */
class RecreatedTopicTest {
    private static final Duration LONG = Duration.ofMinutes(10);

    @Test
    void goesOnInTheNewTopicAlthoughItsLeaderEpochsAreLower() {
        Simulation sim = start(SimSettings.defaults());
        for (int broker : new int[] {2, 3, 1, 2}) {
            sim.cluster().partition("t", 0).moveLeader(broker);
            append(sim, 1, "before");
            sim.flush();
        }
        sim.cluster().topic("t").recreate(3);
        List<Delivery> deliveries = append(sim, 5, "after");
        sim.runUntil(() -> deliveries.stream().allMatch(Delivery::isDone), Duration.ofSeconds(10));
        assertThat(deliveries).extracting(Delivery::outcome).containsOnly(Outcome.PERSISTED);
        assertThat(values(sim)).containsExactly("after0", "after1", "after2", "after3", "after4");
    }

    @Test
    void learnsNothingAboutTheNewTopicsLeaderFromAnAnswerAboutTheOldOne() {
        Simulation sim = start(SimSettings.defaults().brokers(2).batchBytes(1));
        append(sim, 1, "a");
        sim.flush();
        for (int i = 0; i < 5; i++) {
            sim.cluster().partition("t", 0).moveLeader(2 - i % 2);
        }
        assertThat(sim.cluster().partition("t", 0).leader()).isEqualTo(2);
        // Broker 1 says "broker 2 leads, epoch 5", but its answer takes a while.
        sim.cluster().next(ApiKey.PRODUCE).afterApply().delay(Duration.ofSeconds(3));
        List<Delivery> late = append(sim, 1, "late");
        sim.runFor(Duration.ofMillis(100));
        sim.cluster().topic("t").recreate(2);
        learnAnew(sim, 1);
        sim.runUntil(() -> late.get(0).isDone(), LONG);
        sim.runFor(Duration.ofSeconds(5));
        List<Delivery> after = append(sim, 1, "after");
        sim.runUntil(() -> after.get(0).isDone(), Duration.ofSeconds(10));
        assertThat(after.get(0).outcome()).isEqualTo(Outcome.PERSISTED);
    }

    @Test
    void sendsOneBatchAloneToTheNewTopicFirstAsItsLogTakesAnyFirstSequence() {
        Simulation sim = start(SimSettings.defaults().batchBytes(1));
        append(sim, 5, "before");
        sim.flush();
        sim.cluster().topic("t").recreate(3);
        learnAnew(sim, 1);
        sim.cluster().next(ApiKey.PRODUCE).fail(ErrorCode.NOT_ENOUGH_REPLICAS);
        List<Delivery> deliveries = append(sim, 5, "after");
        sim.flush();
        assertThat(deliveries).extracting(Delivery::outcome).containsOnly(Outcome.PERSISTED);
        assertThat(values(sim)).containsExactly("after0", "after1", "after2", "after3", "after4");
    }

    @Test
    void takesASuccessInTheOldTopicForNoProofAboutTheNewOne() {
        Simulation sim = start(SimSettings.defaults().batchBytes(1));
        append(sim, 1, "before");
        sim.flush();
        sim.cluster().next(ApiKey.PRODUCE).afterApply().delay(Duration.ofSeconds(3));
        Delivery late = append(sim, 1, "late").get(0);
        sim.runFor(Duration.ofMillis(100));
        sim.cluster().topic("t").recreate(3);
        learnAnew(sim, 1);
        sim.runUntil(late::isDone, LONG);
        assertThat(late.outcome()).isEqualTo(Outcome.PERSISTED);
        sim.cluster().next(ApiKey.PRODUCE).fail(ErrorCode.NOT_ENOUGH_REPLICAS);
        List<Delivery> deliveries = append(sim, 5, "after");
        sim.flush();
        assertThat(deliveries).extracting(Delivery::outcome).containsOnly(Outcome.PERSISTED);
        assertThat(values(sim)).containsExactly("after0", "after1", "after2", "after3", "after4");
    }

    @Test
    void endsWhatWaitsForTheOldTopicWhenThatIsWanted() {
        Simulation sim = start(SimSettings.defaults()
                .followRecreatedTopics(false)
                .lingerMs(60_000)
                .batchBytes(256));
        append(sim, 1, "before");
        sim.flush();
        List<Delivery> open = append(sim, 3, "open");
        sim.cluster().topic("t").recreate(3);
        // Fills its batch, so that it leaves at once and finds out.
        sim.append("t", 1, "x".repeat(300));
        sim.runUntil(() -> open.stream().allMatch(Delivery::isDone), Duration.ofSeconds(2));
        assertThat(open).extracting(Delivery::outcome).containsOnly(Outcome.NOT_PERSISTED);
        assertThat(open.get(0).error())
                .hasMessageContaining("kurier.topic.recreation=fail")
                .hasMessageContaining("were in no log");
        List<Delivery> after = append(sim, 2, "after");
        sim.flush();
        assertThat(after).extracting(Delivery::outcome).containsOnly(Outcome.PERSISTED);
        assertThat(values(sim)).containsExactly("after0", "after1");
    }

    @Test
    void saysOfAnUnansweredBatchForTheOldTopicThatItMayHaveBeenInItsLog() {
        Simulation sim =
                start(SimSettings.defaults().followRecreatedTopics(false).requestTimeoutMs(5_000));
        append(sim, 1, "before");
        sim.flush();
        sim.cluster().next(ApiKey.PRODUCE).afterApply().neverAnswer();
        Delivery unanswered = append(sim, 1, "unanswered").get(0);
        sim.runFor(Duration.ofMillis(100));
        sim.cluster().topic("t").recreate(3);
        sim.runUntil(unanswered::isDone, Duration.ofSeconds(20));
        assertThat(unanswered.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(unanswered.error()).hasMessageContaining("may have been in the old one's log");
        assertThat(values(sim)).isEmpty();
    }

    @Test
    void givesUpAtTheDeadlineWhenNoBrokerEverKnowsTheTopicsId() {
        Simulation sim =
                start(SimSettings.defaults().acks(1).deliveryTimeoutMs(20_000).requestTimeoutMs(5_000));
        sim.cluster().next(ApiKey.PRODUCE).times(Integer.MAX_VALUE).fail(ErrorCode.UNKNOWN_TOPIC_ID);
        Delivery delivery = append(sim, 1, "a").get(0);
        sim.runUntil(delivery::isDone, Duration.ofSeconds(21));
        assertThat(delivery.outcome()).isEqualTo(Outcome.NOT_PERSISTED);
        assertThat(delivery.error())
                .isInstanceOf(DeliveryTimeoutException.class)
                .hasMessageContaining("UNKNOWN_TOPIC_ID");
        long asked = sim.cluster().requests().stream()
                .filter(request -> request.apiKey() == ApiKey.METADATA.id())
                .count();
        assertThat(asked).as("metadata requests in 20 s").isBetween(10L, 60L);
    }

    @Test
    void saysOfRecordsForAPartitionThatIsNoMoreHowManyThereAre() {
        Simulation sim = start(SimSettings.defaults().deliveryTimeoutMs(20_000).requestTimeoutMs(5_000));
        sim.append("t", 2, "before");
        sim.flush();
        sim.cluster().topic("t").recreate(1);
        learnAnew(sim, 0);
        Delivery delivery = sim.append("t", 2, "after");
        sim.runUntil(delivery::isDone, Duration.ofSeconds(21));
        assertThat(delivery.outcome()).isEqualTo(Outcome.NOT_PERSISTED);
        assertThat(delivery.error()).hasMessageContaining("topic 't' has 1 partition(s) now");
    }

    @Test
    void survivesAThousandRecreationsWithoutHoldingOn() {
        Simulation sim = start(SimSettings.defaults());
        List<Delivery> deliveries = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            sim.cluster().topic("t").recreate(1 + i % 3);
            deliveries.addAll(append(sim, 1, "v" + i + "-"));
            sim.flush();
        }
        assertThat(deliveries).extracting(Delivery::outcome).containsOnly(Outcome.PERSISTED);
        assertThat(sim.accumulator().memory().availableBytes())
                .isEqualTo(sim.accumulator().memory().totalBytes());
    }

    private static Simulation start(SimSettings settings) {
        Simulation sim = new Simulation(settings);
        sim.learn("t");
        return sim;
    }

    /** Lets the sender find out that the topic has another id, as it does: by a record that the old one can't take. */
    private static void learnAnew(Simulation sim, int partition) {
        Delivery poke = sim.append("t", partition, "poke");
        sim.runUntil(poke::isDone, LONG);
        assertThat(poke.outcome()).isEqualTo(Outcome.PERSISTED);
    }

    private static List<Delivery> append(Simulation sim, int count, String prefix) {
        List<Delivery> deliveries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            deliveries.add(sim.append("t", 0, prefix + i));
        }
        return deliveries;
    }

    private static List<String> values(Simulation sim) {
        return sim.cluster().records("t", 0).stream()
                .map(StoredRecord::valueText)
                .toList();
    }
}
