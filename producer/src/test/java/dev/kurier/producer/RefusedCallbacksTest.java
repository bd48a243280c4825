package dev.kurier.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kurier.api.Producer;
import dev.kurier.api.ProducerRecord;
import dev.kurier.api.error.BufferExhaustedException;
import dev.kurier.api.error.RecordTooLargeException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Shows that callbacks of refused records are bounded as those of accepted ones are. */
class RefusedCallbacksTest {
    private static final int MOST = 10_000;

    @RegisterExtension
    final KafkaOnSockets kafka = KafkaOnSockets.started(cluster -> cluster.topic("t", 1));

    private final CountDownLatch hold = new CountDownLatch(1);
    private final AtomicInteger called = new AtomicInteger();
    private final ProducerRecord<String, String> tooLarge = KafkaByHand.record("x".repeat(200));
    private Producer<String, String> producer;

    @BeforeEach
    void fillTheBacklog() {
        producer = kafka.producer("max.request.size", 150, "max.block.ms", 60_000);
        producer.partitionsFor("t");
        for (int i = 0; i < MOST; i++) {
            assertThat(producer.send(tooLarge, this::slow).error()).isInstanceOf(RecordTooLargeException.class);
        }
    }

    @AfterEach
    void letGo() {
        hold.countDown();
    }

    @Test
    void refusesToTakeAnotherOneIfItMayNotWait() {
        assertThatThrownBy(() -> producer.trySend(tooLarge, this::slow))
                .isInstanceOf(BufferExhaustedException.class)
                .hasMessageContaining("max.request.size=150")
                .hasMessageContaining("callback");
        assertThat(producer.trySend(tooLarge).error()).isInstanceOf(RecordTooLargeException.class);
    }

    @Test
    void waitsForEarlierCallbacksAndLosesNone() throws Exception {
        AtomicReference<Thread> caller = new AtomicReference<>();
        CompletableFuture<Throwable> more = CompletableFuture.supplyAsync(
                () -> {
                    caller.set(Thread.currentThread());
                    return producer.send(tooLarge, this::slow).error();
                },
                task -> new Thread(task).start());
        while (!more.isDone() && (caller.get() == null || caller.get().getState() != Thread.State.TIMED_WAITING)) {
            Thread.onSpinWait();
        }
        assertThat(more).isNotDone();

        hold.countDown();

        assertThat(more.get(KafkaOnSockets.PATIENCE_SECONDS, TimeUnit.SECONDS))
                .isInstanceOf(RecordTooLargeException.class);
        producer.close();
        assertThat(called).hasValue(MOST + 1);
    }

    private void slow(Object metadata, Object error) {
        try {
            hold.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        called.incrementAndGet();
    }
}
