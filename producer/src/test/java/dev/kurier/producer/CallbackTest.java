package dev.kurier.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kurier.api.CloseReport;
import dev.kurier.api.Delivery;
import dev.kurier.api.Producer;
import dev.kurier.api.ProducerRecord;
import dev.kurier.api.error.MetadataException;
import dev.kurier.api.error.ProducerClosedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Shows when and where callbacks run, and what may be done in one. */
class CallbackTest {
    private static final ProducerRecord<String, String> RECORD = ProducerRecord.of("t", "value");

    @RegisterExtension
    final KafkaOnSockets kafka =
            KafkaOnSockets.started(cluster -> cluster.topic("t", 2).autoCreateTopics(false));

    @Test
    void areCalledOnceInTheOrderOfThePartition() throws Exception {
        Producer<String, String> producer = kafka.producer("batch.size", 200);
        int count = 400;
        Map<Integer, List<Long>> offsets = new ConcurrentHashMap<>();
        CountDownLatch called = new CountDownLatch(count);

        for (int i = 0; i < count; i++) {
            producer.send(RECORD.withPartition(i % 2), (metadata, error) -> {
                offsets.computeIfAbsent(metadata.partition(), partition -> new ArrayList<>())
                        .add(metadata.offset());
                called.countDown();
            });
        }

        assertThat(called.await(KafkaOnSockets.PATIENCE_SECONDS, TimeUnit.SECONDS))
                .isTrue();
        producer.close();
        for (List<Long> ofPartition : offsets.values()) {
            assertThat(ofPartition).hasSize(count / 2).isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    void mayThrowAnything() throws Exception {
        Producer<String, String> producer = kafka.producer("linger.ms", 60_000);
        CountDownLatch called = new CountDownLatch(5);
        List<Supplier<Throwable>> all = List.of(
                IllegalStateException::new, AssertionError::new, StackOverflowError::new, NoClassDefFoundError::new);

        for (Supplier<Throwable> thrown : all) {
            producer.send(RECORD.withPartition(0), (metadata, error) -> {
                called.countDown();
                sneak(thrown.get());
            });
        }
        producer.send(RECORD.withPartition(0), (metadata, error) -> called.countDown());
        producer.flush();

        assertThat(called.await(KafkaOnSockets.PATIENCE_SECONDS, TimeUnit.SECONDS))
                .isTrue();
        producer.send(RECORD);
        producer.flush();
        assertThat(kafka.values("t")).hasSize(6);
    }

    @Test
    void areAllCalledThoughEachThrowsAndSoDoesTheLog() throws Exception {
        Producer<String, String> producer = kafka.producer("linger.ms", 60_000);
        CountDownLatch called = new CountDownLatch(10);

        try (LogAppender log = LogAppender.of("kurier.callback", event -> sneak(new OutOfMemoryError("of the log")))) {
            for (int i = 0; i < 10; i++) {
                // Each of a class of its own, as only the first of a class is logged.
                Throwable thrown = i % 2 == 0 ? new IllegalStateException() : new StackOverflowError();
                producer.send(RECORD.withPartition(0), (metadata, error) -> {
                    called.countDown();
                    sneak(thrown);
                });
            }
            producer.flush();
        }

        assertThat(called.await(KafkaOnSockets.PATIENCE_SECONDS, TimeUnit.SECONDS))
                .isTrue();
    }

    @Test
    void areCalledForARecordThatWasNeverAcceptedAwayFromItsCaller() throws Exception {
        Producer<String, String> producer = kafka.producer("client.id", "one");
        CompletableFuture<Object> error = new CompletableFuture<>();
        CompletableFuture<String> thread = new CompletableFuture<>();

        Delivery delivery = producer.trySend(ProducerRecord.of("nowhere", "a"), (metadata, refusal) -> {
            error.complete(refusal);
            thread.complete(Thread.currentThread().getName());
            throw new IllegalStateException("contained as any other");
        });

        assertThat(await(error)).isSameAs(delivery.error());
        assertThat(await(thread)).isEqualTo("kurier-callbacks-one");
    }

    @Test
    void sendAsTrySend() throws Exception {
        Producer<String, String> producer = kafka.producer();
        CompletableFuture<Delivery> unknown = new CompletableFuture<>();
        CompletableFuture<Delivery> known = new CompletableFuture<>();

        producer.send(RECORD, (metadata, error) -> {
            unknown.complete(producer.send(ProducerRecord.of("nowhere", "a")));
            known.complete(producer.send(RECORD));
        });

        assertThat(await(unknown).error()).isInstanceOf(MetadataException.class).hasMessageContaining("must not wait");
        await(known).get(KafkaOnSockets.PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(kafka.values("t")).hasSize(2);
    }

    @Test
    void mustNotFlush() throws Exception {
        Producer<String, String> producer = kafka.producer();
        CompletableFuture<Object> flushed = new CompletableFuture<>();

        producer.send(RECORD, (metadata, error) -> complete(flushed, producer::flush));

        assertThatThrownBy(() -> await(flushed))
                .hasCauseInstanceOf(IllegalStateException.class)
                .hasMessageContaining("flush() inside a callback");
    }

    @Test
    void mustNotWaitForARecordOnItsWay() throws Exception {
        Producer<String, String> producer = kafka.producer("linger.ms", 60_000);
        CompletableFuture<Object> waited = new CompletableFuture<>();
        CompletableFuture<Object> joined = new CompletableFuture<>();

        producer.send(RECORD, (metadata, error) -> {
            Delivery unfinished = producer.send(RECORD);
            complete(joined, unfinished::join);
            try {
                waited.complete(unfinished.get());
            } catch (Exception e) {
                waited.completeExceptionally(e);
            }
        });
        producer.flush();

        assertThatThrownBy(() -> await(waited)).hasCauseInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> await(joined)).hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void closeWithoutWaiting() throws Exception {
        Producer<String, String> producer = kafka.producer();
        CompletableFuture<CloseReport> closed = new CompletableFuture<>();

        producer.send(RECORD, (metadata, error) -> closed.complete(producer.close(Duration.ofSeconds(30))));

        assertThat(await(closed).isComplete()).isTrue();
        assertThatThrownBy(() -> producer.send(RECORD)).isInstanceOf(ProducerClosedException.class);
        producer.close();
    }

    @Test
    void runOnTheExecutorHandedIn() throws Exception {
        ExecutorService executor = Executors.newSingleThreadExecutor(task -> new Thread(task, "mine"));
        try {
            Producer<String, String> producer = kafka.make(kafka.builder().callbackExecutor(executor));
            CompletableFuture<String> called = new CompletableFuture<>();
            CompletableFuture<String> dependent = new CompletableFuture<>();

            producer.send(
                            RECORD,
                            (metadata, error) ->
                                    called.complete(Thread.currentThread().getName()))
                    .toCompletableFuture()
                    .thenRun(() -> dependent.complete(Thread.currentThread().getName()));

            assertThat(await(called)).isEqualTo("mine");
            assertThat(await(dependent)).isNotNull();
        } finally {
            executor.shutdown();
        }
    }

    @Test
    void areCalledBeforeCloseReturns() {
        Producer<String, String> producer = kafka.producer("linger.ms", 60_000);
        List<String> called = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 50; i++) {
            producer.send(RECORD, (metadata, error) -> called.add(metadata.toString()));
        }

        producer.close();

        assertThat(called).hasSize(50);
    }

    private static void complete(CompletableFuture<Object> future, Runnable action) {
        try {
            action.run();
            future.complete("returned");
        } catch (RuntimeException e) {
            future.completeExceptionally(e);
        }
    }

    private static <T> T await(CompletableFuture<T> future) throws Exception {
        return future.get(KafkaOnSockets.PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void sneak(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
