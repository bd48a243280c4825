package dev.kurier.accumulator.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kurier.api.Callback;
import dev.kurier.api.Outcome;
import dev.kurier.api.RecordMetadata;
import dev.kurier.api.StageTimes;
import dev.kurier.api.TopicPartition;
import dev.kurier.api.error.DeliveryTimeoutException;
import dev.kurier.api.error.InterruptException;
import dev.kurier.api.error.ProducerException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class BatchDeliveryTest {
    private static final TopicPartition PARTITION = new TopicPartition("t", 2);
    private static final ProducerException ERROR = new DeliveryTimeoutException(Outcome.UNKNOWN, "too late", null);

    private final List<Throwable> contained = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final AtomicInteger pauses = new AtomicInteger();
    private final AtomicInteger resumes = new AtomicInteger();
    private boolean insideCallback;
    private @Nullable Callback listener;

    private BatchOutcome outcome() {
        return new BatchOutcome(PARTITION, context(), new BatchTimes(1_000));
    }

    private DeliveryContext context() {
        return new DeliveryContext(
                new DeliveryEnvironment(
                        (metadata, error) -> {
                            if (listener != null) {
                                listener.onCompletion(metadata, error);
                            }
                        },
                        contained::add,
                        () -> insideCallback,
                        Runnable::run,
                        System::nanoTime),
                new CallbackBacklog(2, pauses::incrementAndGet, resumes::incrementAndGet));
    }

    private static BatchDelivery delivery(BatchOutcome outcome, int index) {
        return delivery(outcome, index, null);
    }

    private static BatchDelivery delivery(BatchOutcome outcome, int index, @Nullable Callback callback) {
        BatchDelivery delivery = BatchDelivery.of(50 + index, -1, 7, null, callback, callback != null);
        delivery.bind(outcome, index);
        if (callback != null) {
            outcome.makeRoomForCallback(index);
            assertThat(outcome.addCallback(index, delivery)).isTrue();
        }
        return delivery;
    }

    @Test
    void tellsNothingWhileTheRecordIsOnItsWay() {
        BatchDelivery delivery = delivery(outcome(), 0);
        assertThat(delivery.isDone()).isFalse();
        assertThat(delivery.outcome()).isNull();
        assertThat(delivery.error()).isNull();
        assertThat(delivery.stageTimes()).isNull();
        assertThatThrownBy(() -> delivery.get(1, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        assertThat(delivery).hasToString("Delivery[t-2, on its way]");
    }

    @Test
    void tellsWhereThePersistedRecordIs() throws Exception {
        BatchOutcome outcome = outcome();
        BatchDelivery delivery = delivery(outcome, 3);
        outcome.persisted(100, -1);
        assertThat(delivery.get()).isEqualTo(new RecordMetadata("t", 2, 103, 53, -1, 7));
        assertThat(delivery.join()).isEqualTo(delivery.get(0, TimeUnit.SECONDS));
        assertThat(delivery.outcome()).isEqualTo(Outcome.PERSISTED);
        assertThat(delivery.error()).isNull();
        assertThat(delivery).hasToString("Delivery[t-2@103]");
    }

    @Test
    void tellsTheBrokersTimestampAndAnUnknownOffset() {
        BatchOutcome outcome = outcome();
        BatchDelivery delivery = delivery(outcome, 3);
        outcome.persisted(-1, 999);
        assertThat(delivery.join()).isEqualTo(new RecordMetadata("t", 2, -1, 999, -1, 7));
    }

    @Test
    void tellsNoOffsetAndNoCertaintyOfARecordHandedToTheSocket() {
        BatchOutcome outcome = outcome();
        BatchDelivery delivery = delivery(outcome, 3);
        outcome.handedOver();
        assertThat(delivery.join()).isEqualTo(new RecordMetadata("t", 2, -1, 53, -1, 7));
        assertThat(delivery.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(delivery.error()).isNull();
    }

    @Test
    void tellsTheErrorWithItsOutcome() {
        BatchOutcome outcome = outcome();
        BatchDelivery delivery = delivery(outcome, 0);
        CompletableFuture<RecordMetadata> future = delivery.toCompletableFuture();
        outcome.failed(ERROR);
        assertThat(delivery.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThatThrownBy(delivery::get).isInstanceOf(ExecutionException.class).hasCause(ERROR);
        assertThatThrownBy(delivery::join).isSameAs(ERROR);
        assertThat(delivery.error()).isSameAs(ERROR);
        outcome.runCallbacks();
        assertThatThrownBy(future::join).hasCause(ERROR);
    }

    @Test
    void endsOnce() {
        BatchOutcome outcome = outcome();
        outcome.persisted(1, -1);
        assertThatThrownBy(() -> outcome.failed(ERROR)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> outcome.divide(List.of(new int[] {0}))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void asksForNoHandOverIfNobodyWaits() {
        BatchOutcome outcome = outcome();
        delivery(outcome, 0);
        assertThat(outcome.hasWaiters()).isFalse();
        outcome.persisted(1, -1);
        assertThat(outcome.hasWaiters()).isFalse();
    }

    @Test
    void callsListenerCallbackAndDependentStagesInTheOrderOfTheRecords() {
        listener = (metadata, error) -> told.add("listener " + metadata.offset());
        BatchOutcome outcome = outcome();
        BatchDelivery second = delivery(outcome, 1, (metadata, error) -> told.add("callback " + metadata.offset()));
        BatchDelivery first = delivery(outcome, 0, (metadata, error) -> told.add("callback " + metadata.offset()));
        second.toCompletableFuture().thenAccept(metadata -> told.add("stage " + metadata.offset()));
        first.toCompletableFuture().thenAccept(metadata -> told.add("stage " + metadata.offset()));
        delivery(outcome, 2).toCompletableFuture().thenAccept(metadata -> told.add("stage " + metadata.offset()));
        outcome.persisted(10, -1);
        assertThat(told).isEmpty();
        outcome.runCallbacks();
        outcome.runCallbacks();
        assertThat(told)
                .containsExactly(
                        "listener 10", "callback 10", "stage 10", "listener 11", "callback 11", "stage 11", "stage 12");
    }

    @Test
    void completesTheFuturesOfARecordInTheOrderTheyWereAskedFor() {
        BatchOutcome outcome = outcome();
        BatchDelivery delivery = delivery(outcome, 0);
        for (int i = 0; i < 3; i++) {
            String name = "future " + i;
            delivery.toCompletableFuture().thenRun(() -> told.add(name));
        }
        outcome.persisted(1, -1);
        outcome.runCallbacks();
        assertThat(told).containsExactly("future 0", "future 1", "future 2");
    }

    @Test
    void containsWhateverACallbackThrows() {
        BatchOutcome outcome = outcome();
        delivery(outcome, 0, (metadata, error) -> {
            throw new StackOverflowError("mine");
        });
        delivery(outcome, 1, (metadata, error) -> {
            throw new IllegalStateException("mine, too");
        });
        delivery(outcome, 2, (metadata, error) -> told.add("third"));
        outcome.failed(ERROR);
        outcome.runCallbacks();
        assertThat(told).containsExactly("third");
        assertThat(contained).hasSize(2);
    }

    @Test
    void completesAFutureAtOnceThatIsAskedForAfterTheEnd() {
        BatchOutcome outcome = outcome();
        BatchDelivery delivery = delivery(outcome, 0);
        outcome.persisted(5, -1);
        assertThat(delivery.toCompletableFuture()).isCompletedWithValueMatching(metadata -> metadata.offset() == 5);
    }

    @Test
    void refusesToWaitInsideACallbackForARecordThatHasNotEnded() {
        BatchOutcome outcome = outcome();
        BatchDelivery delivery = delivery(outcome, 0);
        insideCallback = true;
        assertThatThrownBy(delivery::get).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(delivery::join).isInstanceOf(IllegalStateException.class);
        outcome.persisted(5, -1);
        assertThat(delivery.join().offset()).isEqualTo(5);
    }

    @Test
    @Timeout(60)
    void wakesThreadsThatWait() throws Exception {
        BatchOutcome outcome = outcome();
        List<Thread> threads = new ArrayList<>();
        AtomicInteger found = new AtomicInteger();
        for (int i = 0; i < 4; i++) {
            BatchDelivery delivery = delivery(outcome, i);
            Thread thread =
                    new Thread(() -> found.addAndGet((int) delivery.join().offset()));
            thread.start();
            threads.add(thread);
        }
        // One of them waits on a part of the divided outcome.
        List<BatchOutcome> parts = outcome.divide(List.of(new int[] {0, 1, 2}, new int[] {3}));
        parts.get(1).persisted(1_000, -1);
        parts.get(0).persisted(10, -1);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(found).hasValue(10 + 11 + 12 + 1_000);
    }

    @Test
    void keepsTheInterruptOfAThreadThatWaits() {
        BatchDelivery delivery = delivery(outcome(), 0);
        Thread.currentThread().interrupt();
        assertThatThrownBy(delivery::join).isInstanceOf(InterruptException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void cutsTheTimeOfARecordIntoPartsThatSumToTheTotal() {
        BatchOutcome outcome = outcome();
        BatchDelivery delivery = BatchDelivery.of(1, -1, 7, new RecordTimes(900, 60, 1_000), null, false);
        delivery.bind(outcome, 0);
        outcome.times().sealed(6_000);
        outcome.times().drained(6_500);
        outcome.times().written(6_700);
        outcome.times().answered(9_000);
        outcome.persisted(1, -1);
        assertThat(delivery.stageTimes()).isEqualTo(new StageTimes(60, 40, 5_000, 500, 2_500));
    }

    @Test
    void holdsSendersBackWhileTooManyCallbacksWait() {
        DeliveryContext shared = context();
        List<BatchOutcome> ended = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            BatchOutcome outcome = new BatchOutcome(PARTITION, shared, new BatchTimes(0));
            delivery(outcome, 0, (metadata, error) -> told.add("told"));
            outcome.persisted(1, -1);
            ended.add(outcome);
        }
        assertThat(pauses).hasValue(1);
        ended.get(0).runCallbacks();
        assertThat(resumes).hasValue(0);
        ended.get(1).runCallbacks();
        assertThat(resumes).hasValue(1);
        ended.get(2).runCallbacks();
        assertThat(shared.backlog().batches()).isZero();
    }

    @Test
    @Timeout(120)
    void completesEveryFutureOnceWhenAttachingRacesWithTheEnd() throws Exception {
        for (int round = 0; round < 3_000; round++) {
            BatchOutcome outcome = outcome();
            BatchDelivery delivery = delivery(outcome, 0);
            AtomicInteger completions = new AtomicInteger();
            Thread attacher = new Thread(() -> {
                for (int i = 0; i < 3; i++) {
                    delivery.toCompletableFuture().thenRun(completions::incrementAndGet);
                }
            });
            attacher.start();
            BatchOutcome leaf = round % 2 == 0
                    ? outcome
                    : outcome.divide(List.of(new int[] {0})).get(0);
            leaf.persisted(1, -1);
            if (leaf.hasWaiters()) {
                leaf.runCallbacks();
            }
            attacher.join();
            assertThat(completions).as("round " + round).hasValue(3);
        }
    }
}
