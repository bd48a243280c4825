package dev.kurier.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.kurier.api.CloseReport;
import dev.kurier.api.Delivery;
import dev.kurier.api.Producer;
import dev.kurier.api.ProducerRecord;
import dev.kurier.api.error.MetadataException;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.sender.CallbackDispatcher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Calls the producer on its own threads, where no call may wait. */
class InnerThreadsTest {
    private static final Duration LONG = Duration.ofHours(1);

    @RegisterExtension
    final KafkaOnSockets kafka =
            KafkaOnSockets.started(cluster -> cluster.topic("t", 1).autoCreateTopics(false));

    @Test
    void noCallWaitsOnAThreadOfTheProducer() throws Exception {
        KafkaByHand byHand = KafkaByHand.with("linger.ms", 60_000).warm();
        PluggableProducer<String, String> producer = byHand.pluggable();
        Delivery unfinished = producer.send(KafkaByHand.record("a"));
        long beganNs = byHand.nanoTime();
        List<Throwable> thrown = new ArrayList<>();
        List<CloseReport> closed = new ArrayList<>();

        Thread thread = byHand.threads().named("kurier-sender-x").newThread(() -> {
            thrown.add(producer.send(ProducerRecord.of("nowhere", "a")).error());
            thrown.add(catchThrowable(() -> producer.partitionsFor("nowhere")));
            thrown.add(catchThrowable(producer::flush));
            thrown.add(catchThrowable(() -> producer.flush(LONG)));
            thrown.add(catchThrowable(unfinished::get));
            thrown.add(catchThrowable(unfinished::join));
            thrown.add(catchThrowable(() -> unfinished.get(1, TimeUnit.HOURS)));
            thrown.add(catchThrowable(() -> producer.swapPartitioner(context -> 0, LONG)));
            closed.add(producer.close(LONG));
        });
        thread.start();
        thread.join();

        assertThat(byHand.nanoTime()).as("no time has passed").isEqualTo(beganNs);
        assertThat(thrown.subList(0, 2)).allMatch(error -> error instanceof MetadataException);
        assertThat(thrown.subList(2, 8)).allMatch(error -> error instanceof IllegalStateException);
        assertThat(closed).hasSize(1);
        byHand.runUntil(unfinished::isDone);
    }

    @Test
    void aLogAppenderOnTheSendersThreadDoesNotWait() throws Exception {
        kafka.cluster().next(ApiKey.PRODUCE).fail(ErrorCode.NOT_LEADER_OR_FOLLOWER);
        Producer<String, String> producer = kafka.producer("linger.ms", 0, "max.block.ms", 3_600_000);
        AtomicBoolean first = new AtomicBoolean(true);
        CompletableFuture<String> thread = new CompletableFuture<>();
        CompletableFuture<Throwable> flushed = new CompletableFuture<>();
        CompletableFuture<Delivery> unknown = new CompletableFuture<>();
        CompletableFuture<Delivery> sent = new CompletableFuture<>();

        try (LogAppender log = LogAppender.of("kurier.ack", event -> {
            if (first.getAndSet(false)) {
                thread.complete(Thread.currentThread().getName());
                flushed.complete(catchThrowable(producer::flush));
                unknown.complete(producer.send(ProducerRecord.of("nowhere", "a")));
                sent.complete(producer.send(ProducerRecord.of("t", "of the log")));
            }
        })) {
            producer.send(ProducerRecord.of("t", "a")).get(KafkaOnSockets.PATIENCE_SECONDS, TimeUnit.SECONDS);
        }

        assertThat(thread.get(1, TimeUnit.SECONDS)).startsWith("kurier-sender-");
        assertThat(flushed.get(1, TimeUnit.SECONDS)).isInstanceOf(IllegalStateException.class);
        assertThat(unknown.get(1, TimeUnit.SECONDS).error()).isInstanceOf(MetadataException.class);
        sent.get(1, TimeUnit.SECONDS).get(KafkaOnSockets.PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(kafka.values("t")).containsExactlyInAnyOrder("a", "of the log");
    }

    @Test
    void recognisesItsOwnThreadsOnly() throws Exception {
        InnerThreads own = new InnerThreads();
        InnerThreads other = new InnerThreads();
        CallbackDispatcher callbacks = CallbackDispatcher.on(Runnable::run, Thread::new);
        List<Boolean> inside = new ArrayList<>();

        Thread thread = own.named("a").newThread(() -> {
            inside.add(own.isInside(callbacks));
            inside.add(other.isInside(callbacks));
        });
        thread.start();
        thread.join();

        assertThat(thread.isDaemon()).isTrue();
        assertThat(inside).containsExactly(true, false);
        assertThat(own.isInside(callbacks)).isFalse();
    }
}
