package dev.kurier.sender.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.api.Delivery;
import dev.kurier.api.Outcome;
import dev.kurier.api.error.ProducerException;
import dev.kurier.brokerstub.script.ProduceAnswer;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.sender.CloseTicket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Callbacks of a partition come in the order of its records, whatever becomes of the batches and in whichever order. */
class CallbackOrderTest {
    private static final Duration LONG = Duration.ofMinutes(10);

    private final List<String> called = new ArrayList<>();
    private final List<Delivery> deliveries = new ArrayList<>();

    /** What leaves a batch waiting for its retry while those behind it are acknowledged. */
    enum Trouble {
        OMITTED(sim -> sim.cluster().next(ApiKey.PRODUCE).afterApply().omit()),
        UNKNOWN_SERVER_ERROR(
                sim -> sim.cluster().next(ApiKey.PRODUCE).afterApply().fail(ErrorCode.UNKNOWN_SERVER_ERROR)),
        REQUEST_TIMED_OUT(sim -> sim.cluster().next(ApiKey.PRODUCE).afterApply().fail(ErrorCode.REQUEST_TIMED_OUT));

        final Consumer<Simulation> plant;

        Trouble(Consumer<Simulation> plant) {
            this.plant = plant;
        }
    }

    @ParameterizedTest
    @EnumSource
    void waitForTheRetryOfAnEarlierBatch(Trouble trouble) {
        Simulation sim = start(SimSettings.defaults().batchBytes(1));
        trouble.plant.accept(sim);
        append(sim, 5);
        sim.runUntil(() -> deliveries.get(4).isDone(), LONG);
        assertThat(deliveries.get(0).isDone())
                .as("the first waits for its retry")
                .isFalse();
        assertThat(called).isEmpty();
        sim.flush();
        assertThat(called).containsExactly("0 ok", "1 ok", "2 ok", "3 ok", "4 ok");
    }

    @Test
    void areHeldNoLongerThanUntilTheDeadlineOfTheEarlierBatchThoughItsRetriesGoOn() {
        Simulation sim = start(SimSettings.defaults().batchBytes(1).deliveryTimeoutMs(10_000));
        sim.cluster().next(ApiKey.PRODUCE).afterApply().omit();
        sim.cluster()
                .every(ApiKey.PRODUCE)
                .when(received -> deliveries.size() == 5 && deliveries.get(1).isDone())
                .neverAnswer();
        long sentNs = sim.nowNs();
        append(sim, 5);
        sim.runUntil(() -> !called.isEmpty(), LONG);
        assertThat(Duration.ofNanos(sim.nowNs() - sentNs)).isEqualTo(Duration.ofSeconds(10));
        assertThat(called).containsExactly("0 UNKNOWN", "1 ok", "2 ok", "3 ok", "4 ok");
    }

    @Test
    void areAllCalledWhenTheProducerCloses() {
        Simulation sim = start(SimSettings.defaults().batchBytes(1));
        holdTheFirst(sim);
        CloseTicket closed = sim.close(Duration.ofSeconds(2));
        assertThat(closed.isDone()).isTrue();
        assertThat(called).containsExactly("0 UNKNOWN", "1 ok", "2 ok", "3 ok", "4 ok");
    }

    @Test
    void areAllCalledWhenTheSenderDies() {
        Simulation sim = start(SimSettings.defaults().batchBytes(1));
        holdTheFirst(sim);
        sim.sender().fail(new AssertionError("planted"), sim.nowNs());
        assertThat(called).containsExactly("0 UNKNOWN", "1 ok", "2 ok", "3 ok", "4 ok");
    }

    @Test
    void areInOrderWhereSeveralBatchesExpireAtOnce() {
        Simulation sim = start(
                SimSettings.defaults().batchBytes(1).deliveryTimeoutMs(5_000).requestTimeoutMs(60_000));
        sim.transport().silence(true);
        append(sim, 8);
        sim.runUntil(() -> called.size() == 8, LONG);
        assertThat(called.stream().map(line -> line.substring(0, 1)))
                .containsExactly("0", "1", "2", "3", "4", "5", "6", "7");
    }

    @Test
    void areInOrderWithinABatchOfWhichSomeRecordsWereRejected() {
        Simulation sim = start(SimSettings.defaults().batchBytes(16_384));
        sim.cluster()
                .next(ApiKey.PRODUCE)
                .answer(ProduceAnswer.truth()
                        .error(ErrorCode.INVALID_RECORD)
                        .recordError(1, "bad")
                        .recordError(3, "bad"));
        append(sim, 5);
        sim.flush();
        assertThat(called).containsExactly("0 ok", "1 NOT_PERSISTED", "2 ok", "3 NOT_PERSISTED", "4 ok");
    }

    @Test
    void areInOrderAcrossAPartOfASplitBatchThatIsSplitAgain() {
        Simulation sim = start(SimSettings.defaults()
                .batchBytes(16_384)
                .shape(b -> b.topic("t", 1).maxMessageBytes(120)));
        called.clear();
        append(sim, 9);
        sim.flush();
        assertThat(called).hasSize(9).isSorted();
        assertThat(deliveries).extracting(Delivery::outcome).containsOnly(Outcome.PERSISTED);
    }

    @Test
    void ofDependentStagesAreHeldTooButADeliveryIsNot() {
        Simulation sim = start(SimSettings.defaults().batchBytes(1));
        sim.cluster().next(ApiKey.PRODUCE).afterApply().omit();
        List<String> stages = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            int number = i;
            Delivery delivery = sim.append("t", 0, "v" + i);
            delivery.toCompletableFuture().thenRun(() -> stages.add("stage " + number));
            deliveries.add(delivery);
        }
        sim.runUntil(() -> deliveries.get(2).isDone(), LONG);
        assertThat(deliveries.get(0).isDone()).isFalse();
        assertThat(stages).isEmpty();
        sim.flush();
        assertThat(stages).containsExactly("stage 0", "stage 1", "stage 2");
    }

    @Test
    void ofOtherPartitionsAreNotHeld() {
        Simulation sim = start(SimSettings.defaults().batchBytes(1));
        sim.append("t", 1, "warm");
        sim.flush();
        sim.cluster().next(ApiKey.PRODUCE).partition(0).afterApply().omit();
        append(sim, 2);
        sim.append("t", 1, "other", (metadata, error) -> called.add("other"));
        sim.runUntil(() -> called.size() == 1, LONG);
        assertThat(called).containsExactly("other");
        sim.flush();
        assertThat(called).containsExactly("other", "0 ok", "1 ok");
    }

    /** Leaves the first of five batches without a clear response, and all its retries, while the others are acknowledged. */
    private void holdTheFirst(Simulation sim) {
        sim.cluster().next(ApiKey.PRODUCE).afterApply().omit();
        append(sim, 5);
        sim.runUntil(() -> deliveries.get(4).isDone(), LONG);
        sim.cluster().every(ApiKey.PRODUCE).fail(ErrorCode.UNKNOWN_SERVER_ERROR);
        sim.runFor(Duration.ofSeconds(1));
        assertThat(called).isEmpty();
    }

    private Simulation start(SimSettings settings) {
        Simulation sim = new Simulation(settings.brokers(1).lingerMs(0));
        sim.learn("t");
        sim.append("t", 0, "warm");
        sim.flush();
        return sim;
    }

    private void append(Simulation sim, int count) {
        for (int i = 0; i < count; i++) {
            int number = deliveries.size();
            deliveries.add(sim.append("t", 0, "v" + number, (metadata, error) -> called.add(line(number, error))));
        }
    }

    private static String line(int number, ProducerException error) {
        return number + " " + (error == null ? "ok" : error.outcome());
    }
}
