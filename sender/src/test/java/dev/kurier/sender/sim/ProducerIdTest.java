package dev.kurier.sender.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.api.Delivery;
import dev.kurier.api.Outcome;
import dev.kurier.api.error.AuthorizationException;
import dev.kurier.api.error.DeliveryTimeoutException;
import dev.kurier.brokerstub.StoredRecord;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.sender.cluster.TopicTicket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the producer id comes from that batches are numbered under, and when another is needed. */
class ProducerIdTest {
    private static String sent(Simulation sim) {
        return new String(sim.requestLog(), StandardCharsets.ISO_8859_1);
    }

    private static final Duration LONG = Duration.ofMinutes(3);
    private static final int LAST_EPOCH = Short.MAX_VALUE;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void asksEveryBrokerUntilOneGivesAnIdOut(int good) {
        Simulation sim = new Simulation(SimSettings.defaults().brokers(5).shape(b -> b.topic("t", 1)));
        for (int broker = 1; broker <= 5; broker++) {
            if (broker != good) {
                sim.cluster()
                        .every(ApiKey.INIT_PRODUCER_ID)
                        .broker(broker)
                        .fail(ErrorCode.COORDINATOR_LOAD_IN_PROGRESS);
            }
        }
        sim.learn("t");
        Delivery delivery = sim.append("t", 0, "a");
        sim.runUntil(delivery::isDone, Duration.ofSeconds(10));
        assertThat(delivery.outcome()).isEqualTo(Outcome.PERSISTED);
    }

    @Test
    void waitsAsLongAsTheBrokerThatGaveTheIdOutDemands() {
        Simulation sim = new Simulation(SimSettings.defaults().brokers(1).lingerMs(0));
        sim.cluster().next(ApiKey.INIT_PRODUCER_ID).fail(ErrorCode.COORDINATOR_LOAD_IN_PROGRESS);
        sim.cluster().next(ApiKey.INIT_PRODUCER_ID).skip(1).throttle(Duration.ofSeconds(7));
        sim.learn("t");
        Delivery delivery = sim.append("t", 0, "needle");
        sim.runFor(Duration.ofMillis(6_900));
        assertThat(sent(sim)).doesNotContain("needle");
        sim.runUntil(delivery::isDone, Duration.ofSeconds(1));
        assertThat(sent(sim)).contains("needle");
    }

    @Test
    void keepsTheRequestOfTheNextBrokerWhenTheConnectionOfALateOneEnds() {
        Simulation sim = new Simulation(
                SimSettings.defaults().brokers(1).requestTimeoutMs(2_000).retryBackoffMs(10));
        sim.cluster().next(ApiKey.INIT_PRODUCER_ID).fail(ErrorCode.COORDINATOR_LOAD_IN_PROGRESS);
        sim.cluster().next(ApiKey.INIT_PRODUCER_ID).skip(1).neverAnswer();
        sim.cluster().next(ApiKey.INIT_PRODUCER_ID).skip(2).delay(Duration.ofMillis(1_950));
        sim.learn("t");
        Delivery delivery = sim.append("t", 0, "a");
        sim.runFor(Duration.ofMillis(1_900));
        // A younger request on the connection of the late one keeps it open for longer.
        sim.sender().wantTopic(new TopicTicket("another", -1, Long.MAX_VALUE / 2));
        sim.runUntil(delivery::isDone, Duration.ofSeconds(5));

        assertThat(sim.cluster().requests(ApiKey.INIT_PRODUCER_ID)).hasSize(3);
    }

    @Test
    void endsRecordsAtOnceWhileTheClusterRefusesAnId() {
        Simulation sim = new Simulation(SimSettings.defaults());
        sim.cluster().every(ApiKey.INIT_PRODUCER_ID).fail(ErrorCode.CLUSTER_AUTHORIZATION_FAILED);
        sim.learn("t");
        Delivery refused = sim.append("t", 0, "a");
        sim.runUntil(refused::isDone, Duration.ofSeconds(5));
        assertThat(refused.outcome()).isEqualTo(Outcome.NOT_PERSISTED);
        assertThat(refused.error())
                .isInstanceOf(AuthorizationException.class)
                .hasMessageContaining("InitProducerId")
                .hasMessageContaining("CLUSTER_AUTHORIZATION_FAILED");
        sim.cluster().clearFaults();
        Delivery granted = sim.append("t", 0, "b");
        sim.runUntil(granted::isDone, Duration.ofSeconds(5));
        assertThat(granted.outcome()).isEqualTo(Outcome.PERSISTED);
    }

    @Test
    void saysAtTheDeadlineWhyThereIsNoIdYet() {
        Simulation sim =
                new Simulation(SimSettings.defaults().deliveryTimeoutMs(20_000).requestTimeoutMs(5_000));
        sim.cluster().every(ApiKey.INIT_PRODUCER_ID).fail(ErrorCode.COORDINATOR_LOAD_IN_PROGRESS);
        sim.learn("t");
        Delivery delivery = sim.append("t", 0, "a");
        sim.runUntil(delivery::isDone, Duration.ofSeconds(21));
        assertThat(delivery.error())
                .isInstanceOf(DeliveryTimeoutException.class)
                .hasMessageContaining("waiting for a producer id")
                .hasMessageContaining("COORDINATOR_LOAD_IN_PROGRESS");
    }

    @Test
    void takesAnotherIdWhenItsEpochsAreUsedUp() {
        Simulation sim = start(
                SimSettings.defaults().brokers(1).shape(b -> b.topic("t", 1).recordRequests(false)));
        persisted(sim, "first");
        for (int epoch = 1; epoch <= LAST_EPOCH; epoch++) {
            sim.cluster().next(ApiKey.PRODUCE).fail(ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER);
            persisted(sim, "epoch" + epoch);
        }
        sim.cluster().next(ApiKey.PRODUCE).fail(ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER);
        var requests = sim.cluster().every(ApiKey.PRODUCE).observe();
        persisted(sim, "last");
        assertThat(requests.hits()).as("the refused one and the last").isEqualTo(2);
        List<StoredRecord> log = sim.cluster().records("t", 0);
        StoredRecord last = log.get(log.size() - 1);
        assertThat(log).hasSize(LAST_EPOCH + 2);
        assertThat(last.valueText()).isEqualTo("last");
        assertThat(last.producerId()).isNotEqualTo(log.get(0).producerId());
        assertThat(last.producerEpoch()).isZero();
    }

    @Test
    void takesAnotherIdAtOnceWhenABrokerKnowsAHigherEpochOfIt() {
        Simulation sim = start(SimSettings.defaults());
        persisted(sim, "first");
        sim.cluster().next(ApiKey.PRODUCE).fail(ErrorCode.INVALID_PRODUCER_EPOCH);
        persisted(sim, "second");
        List<StoredRecord> log = sim.cluster().records("t", 0);
        assertThat(log).hasSize(2);
        assertThat(log.get(1).producerId()).isNotEqualTo(log.get(0).producerId());
        assertThat(log.get(1).producerEpoch()).isZero();
    }

    @Test
    void numbersAnewAtOnceButWaitsBeforeItDoesSoAgain() {
        Simulation sim = start(SimSettings.defaults());
        persisted(sim, "first");
        var refusals = sim.cluster().every(ApiKey.PRODUCE).fail(ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER);
        long startNs = sim.nowNs();
        Delivery delivery = sim.append("t", 0, "second");
        sim.runUntil(() -> refusals.hits() == 2, LONG);
        assertThat(sim.nowNs() - startNs).as("linger, and no back-off").isLessThan(10_000_000);
        sim.runFor(Duration.ofSeconds(20));
        assertThat(refusals.hits()).as("attempts in 20 s").isBetween(15, 40);
        sim.cluster().clearFaults();
        sim.runUntil(delivery::isDone, LONG);
        assertThat(delivery.outcome()).isEqualTo(Outcome.PERSISTED);
    }

    @Test
    void countsNumberingAnewAgainAsARetry() {
        Simulation sim = start(SimSettings.defaults().retries(3));
        persisted(sim, "first");
        var refusals = sim.cluster().every(ApiKey.PRODUCE).fail(ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER);
        Delivery delivery = sim.append("t", 0, "second");
        sim.runUntil(delivery::isDone, LONG);
        assertThat(delivery.outcome()).isEqualTo(Outcome.NOT_PERSISTED);
        assertThat(delivery.error()).hasMessageContaining("retries=3");
        assertThat(refusals.hits()).isEqualTo(4);
    }

    private static Simulation start(SimSettings settings) {
        Simulation sim = new Simulation(settings);
        sim.learn("t");
        return sim;
    }

    private static void persisted(Simulation sim, String value) {
        Delivery delivery = sim.append("t", 0, value);
        sim.runUntil(delivery::isDone, LONG);
        assertThat(delivery.outcome()).as(value).isEqualTo(Outcome.PERSISTED);
        assertThat(delivery.join().offset())
                .isEqualTo(sim.cluster().partition("t", 0).endOffset() - 1);
    }
}
