package dev.kurier.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kurier.api.CloseReport;
import dev.kurier.api.Delivery;
import dev.kurier.api.Outcome;
import dev.kurier.api.Producer;
import dev.kurier.api.ProducerRecord;
import dev.kurier.api.TopicPartition;
import dev.kurier.api.error.InterruptException;
import dev.kurier.api.error.PluginException;
import dev.kurier.api.error.ProducerClosedException;
import dev.kurier.api.spi.Interceptor;
import dev.kurier.api.spi.PartitionContext;
import dev.kurier.api.spi.Partitioner;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Shows what closing delivers, what it gives up, and that it says so. */
class CloseTest {
    private static final ProducerRecord<String, String> RECORD = ProducerRecord.of("t", "value");

    @RegisterExtension
    final KafkaOnSockets kafka =
            KafkaOnSockets.started(cluster -> cluster.topic("t", 1).autoCreateTopics(false));

    @AfterEach
    void forgetInterrupt() {
        Thread.interrupted();
    }

    @Test
    void deliversWhatIsUnderWayWithoutLingering() {
        Producer<String, String> producer = kafka.producer("linger.ms", 3_600_000, "delivery.timeout.ms", 7_200_000);
        Delivery delivery = producer.send(RECORD);

        CloseReport report = producer.close(Duration.ofSeconds(KafkaOnSockets.PATIENCE_SECONDS));

        assertThat(report.isComplete()).isTrue();
        assertThat(delivery.outcome()).isEqualTo(Outcome.PERSISTED);
        assertThat(kafka.values("t")).containsExactly("value");
    }

    @Test
    void givesUpTheRestAndSaysWhatItWas() {
        kafka.cluster().every(ApiKey.PRODUCE).fail(ErrorCode.NOT_ENOUGH_REPLICAS);
        Producer<String, String> producer = kafka.producer();
        Delivery first = producer.send(RECORD);
        Delivery second = producer.send(RECORD);

        CloseReport report = producer.close(Duration.ZERO);

        assertThat(report.isComplete()).isFalse();
        assertThat(report.notPersisted().getOrDefault(new TopicPartition("t", 0), 0L)
                        + report.unknown().getOrDefault(new TopicPartition("t", 0), 0L))
                .isEqualTo(2);
        assertThat(List.of(first, second)).allMatch(delivery -> delivery.error() instanceof ProducerClosedException);
    }

    @Test
    void tellsWhatMayHaveBeenWritten() {
        KafkaByHand byHand = KafkaByHand.with("linger.ms", 0).warm();
        byHand.transport().silence(true);
        Delivery sent = byHand.producer().send(KafkaByHand.record("a"));
        byHand.runUntil(() -> !byHand.requests().isEmpty());
        Delivery held = byHand.producer().send(KafkaByHand.record("b").withPartition(1));
        byHand.cluster().partition("t", 1).moveLeader(-1);
        long calledNs = byHand.nanoTime();

        CloseReport report = byHand.producer().close(Duration.ofSeconds(5));

        assertThat(byHand.since(calledNs)).isEqualTo(Duration.ofSeconds(5));
        assertThat(report.unknown()).containsEntry(new TopicPartition("t", 0), 1L);
        assertThat(sent.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(held.isDone()).isTrue();
    }

    @Test
    void takesNoMoreRecordsAfterwards() {
        Producer<String, String> producer = kafka.producer();
        producer.close();

        assertThatThrownBy(() -> producer.send(RECORD)).isInstanceOf(ProducerClosedException.class);
        assertThatThrownBy(() -> producer.trySend(RECORD)).isInstanceOf(ProducerClosedException.class);
        assertThatThrownBy(producer::flush).isInstanceOf(ProducerClosedException.class);
        assertThatThrownBy(() -> producer.partitionsFor("t")).isInstanceOf(ProducerClosedException.class);
    }

    @Test
    void mayBeRepeated() {
        Producer<String, String> producer = kafka.producer();
        CloseReport first = producer.close(Duration.ofSeconds(30));

        assertThat(producer.close(Duration.ZERO)).isEqualTo(first);
        producer.close();
    }

    @Test
    void refusesANegativeTimeout() {
        Producer<String, String> producer = kafka.producer();

        assertThatThrownBy(() -> producer.close(Duration.ofMillis(-5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("zero or positive");
    }

    @Test
    void returnsToEveryThreadThatCallsIt() throws Exception {
        kafka.cluster().every(ApiKey.PRODUCE).fail(ErrorCode.NOT_ENOUGH_REPLICAS);
        Producer<String, String> producer = kafka.producer();
        producer.send(RECORD);
        List<CompletableFuture<CloseReport>> closers = new ArrayList<>();

        for (int i = 0; i < 4; i++) {
            closers.add(inThread(() -> producer.close(Duration.ofMillis(300))));
        }

        for (CompletableFuture<CloseReport> closer : closers) {
            assertThat(closer.get(KafkaOnSockets.PATIENCE_SECONDS, TimeUnit.SECONDS)
                            .isComplete())
                    .isFalse();
        }
    }

    @Test
    void aLaterCallWithLessTimeCutsAnEarlierOneShort() throws Exception {
        kafka.cluster().every(ApiKey.PRODUCE).fail(ErrorCode.NOT_ENOUGH_REPLICAS);
        Producer<String, String> producer = kafka.producer("delivery.timeout.ms", 3_600_000);
        Delivery delivery = producer.send(RECORD);
        CompletableFuture<CloseReport> patient = inThread(() -> producer.close(Duration.ofHours(1)));
        while (!isClosed(producer)) {
            Thread.onSpinWait();
        }

        CompletableFuture<CloseReport> hurried = inThread(() -> producer.close(Duration.ZERO));

        CloseReport report = hurried.get(KafkaOnSockets.PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(report.isComplete()).isFalse();
        assertThat(patient.get(KafkaOnSockets.PATIENCE_SECONDS, TimeUnit.SECONDS))
                .isEqualTo(report);
        assertThat(delivery.isDone()).isTrue();
    }

    private static boolean isClosed(Producer<String, String> producer) {
        try {
            producer.partitionsFor("t");
            return false;
        } catch (ProducerClosedException e) {
            return true;
        }
    }

    @RepeatedTest(50)
    void wakesAThreadThatWaitsInSend() throws Exception {
        CountDownLatch inSend = new CountDownLatch(1);
        Producer<String, String> producer = kafka.make(kafka.builder().interceptor(new Interceptor<String, String>() {
            @Override
            public ProducerRecord<String, String> onSend(ProducerRecord<String, String> record) {
                inSend.countDown();
                return record;
            }
        }));
        CompletableFuture<Delivery> caller = inThread(() -> producer.send(ProducerRecord.of("nowhere", "a")));
        assertThat(inSend.await(KafkaOnSockets.PATIENCE_SECONDS, TimeUnit.SECONDS))
                .isTrue();

        producer.close(Duration.ZERO);

        assertThatThrownBy(() -> caller.get(KafkaOnSockets.PATIENCE_SECONDS / 2, TimeUnit.SECONDS))
                .hasCauseInstanceOf(ProducerClosedException.class);
    }

    @Test
    void closesEachPluginOnceWhateverTheOthersThrow() {
        List<String> closed = new ArrayList<>();
        Producer<String, String> producer = kafka.make(Kurier.producer(kafka.bootstrapServers())
                .keySerializer(new ClosedSerializer("key", closed))
                .valueSerializer(new ClosedSerializer("value", closed))
                .partitioner(new ClosedPartitioner(closed))
                .interceptor(new ClosedInterceptor("first", closed))
                .interceptor(new ClosedInterceptor("second", closed)));

        producer.close();
        producer.close();

        assertThat(closed).containsExactlyInAnyOrder("key", "value", "partitioner", "first", "second");
    }

    @Test
    void leavesObjectsOfTheCallersAloneWhenNoProducerComesOfThem() {
        List<String> closed = new ArrayList<>();
        var builder = Kurier.producer(kafka.bootstrapServers())
                .keySerializer(new ClosedSerializer("key", closed))
                .valueSerializer(new ClosedSerializer("value", closed))
                .interceptor(new ClosedInterceptor("interceptor", closed))
                .set("partitioner.class", "unheard-of");
        assertThatThrownBy(builder::build).isInstanceOf(PluginException.class);
        assertThat(closed).isEmpty();

        kafka.make(builder.set("partitioner.class", "default")).close();

        assertThat(closed).containsExactlyInAnyOrder("key", "value", "interceptor");
    }

    @Test
    void goesOnWithoutACallerThatWasInterrupted() throws Exception {
        LinkedBlockingQueue<String> closed = new LinkedBlockingQueue<>();
        kafka.cluster().every(ApiKey.PRODUCE).fail(ErrorCode.NOT_ENOUGH_REPLICAS);
        Producer<String, String> producer = kafka.make(kafka.builder().interceptor(new Interceptor<String, String>() {
            @Override
            public void close() {
                closed.add("interceptor");
            }
        }));
        producer.send(RECORD);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> producer.close(Duration.ofMillis(100))).isInstanceOf(InterruptException.class);

        assertThat(Thread.interrupted()).as("the flag is kept").isTrue();
        assertThat(closed.poll(KafkaOnSockets.PATIENCE_SECONDS, TimeUnit.SECONDS))
                .isEqualTo("interceptor");
    }

    @Test
    @Timeout(KafkaOnSockets.PATIENCE_SECONDS)
    void returnsThoughACallbackWaitsForALockOfTheClosingThread() throws Exception {
        ReentrantLock lock = new ReentrantLock();
        CountDownLatch inCallback = new CountDownLatch(1);
        LinkedBlockingQueue<String> events = new LinkedBlockingQueue<>();
        Producer<String, String> producer = kafka.make(
                kafka.builder().set("linger.ms", 0).interceptor(new ClosedInterceptor("interceptor closed", events)));
        lock.lock();
        producer.send(RECORD, (metadata, error) -> {
            inCallback.countDown();
            lock.lock();
            events.add("called");
            lock.unlock();
        });
        assertThat(inCallback.await(KafkaOnSockets.PATIENCE_SECONDS, TimeUnit.SECONDS))
                .isTrue();
        long calledNs = System.nanoTime();

        CloseReport report = producer.close(Duration.ZERO);

        assertThat(Duration.ofNanos(System.nanoTime() - calledNs)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(report.isComplete()).isTrue();
        assertThat(events).isEmpty();
        lock.unlock();
        assertThat(events.poll(KafkaOnSockets.PATIENCE_SECONDS, TimeUnit.SECONDS))
                .isEqualTo("called");
        assertThat(events.poll(KafkaOnSockets.PATIENCE_SECONDS, TimeUnit.SECONDS))
                .isEqualTo("interceptor closed");
    }

    @Test
    void waitsForASlowCallbackAsLongAsItsTimeoutAllows() throws Exception {
        CountDownLatch inCallback = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        List<String> called = new CopyOnWriteArrayList<>();
        Producer<String, String> producer = kafka.producer("linger.ms", 0);
        producer.send(RECORD, (metadata, error) -> {
            inCallback.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            called.add("called");
        });
        inCallback.await();

        CompletableFuture<CloseReport> closer =
                inThread(() -> producer.close(Duration.ofSeconds(KafkaOnSockets.PATIENCE_SECONDS)));

        assertThatThrownBy(() -> closer.get(1_500, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        goOn.countDown();
        closer.get(KafkaOnSockets.PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(called).containsExactly("called");
    }

    private static <T> CompletableFuture<T> inThread(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, task -> new Thread(task).start());
    }

    private record ClosedSerializer(String name, List<String> closed) implements TextSerializer {
        @Override
        public void close() {
            closed.add(name);
            throw new IllegalStateException(name);
        }
    }

    private record ClosedPartitioner(List<String> closed) implements Partitioner {
        @Override
        public int partition(PartitionContext context) {
            return 0;
        }

        @Override
        public void close() {
            closed.add("partitioner");
            throw new IllegalStateException("partitioner");
        }
    }

    private record ClosedInterceptor(String name, Collection<String> closed) implements Interceptor<String, String> {
        @Override
        public void close() {
            closed.add(name);
            throw new IllegalStateException(name);
        }
    }
}
