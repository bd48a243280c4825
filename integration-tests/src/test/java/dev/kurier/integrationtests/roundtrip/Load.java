package dev.kurier.integrationtests.roundtrip;

import dev.kurier.integrationtests.roundtrip.RecordWriter.Acknowledgement;
import dev.kurier.integrationtests.roundtrip.RecordWriter.OpenWriter;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** Sends numbered records from a thread of its own until told to stop, and keeps what came back. */
final class Load {
    private static final int IN_FLIGHT = 2_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final OpenWriter producer;
    private final String topic;
    private final int partitions;
    private final Queue<Placed> acknowledged = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final Semaphore room = new Semaphore(IN_FLIGHT);
    private final Thread thread;
    private volatile boolean stopped;

    private Load(OpenWriter producer, String topic, int partitions) {
        this.producer = producer;
        this.topic = topic;
        this.partitions = partitions;
        this.thread = new Thread(this::sendUntilStopped, "load");
        thread.setDaemon(true);
    }

    /** Says where a record lies, according to its acknowledgement or to a reader. */
    record Placed(long number, int partition, long offset) {}

    /** Starts to send the numbers 0, 1, 2, … as values, to the partitions in turn. */
    static Load start(OpenWriter producer, String topic, int partitions) {
        Load load = new Load(producer, topic, partitions);
        load.thread.start();
        return load;
    }

    /** Waits until so many records were acknowledged in all, or one failed. */
    void awaitAcknowledged(int records) {
        Awaitility.await().atMost(PATIENCE).until(() -> acknowledged.size() >= records || !failures.isEmpty());
    }

    /** Waits until nothing was acknowledged for so long. */
    void awaitSilence(Duration silence) {
        AtomicInteger last = new AtomicInteger();
        Awaitility.await().during(silence).atMost(PATIENCE).until(() -> {
            int now = acknowledged.size();
            return last.getAndSet(now) == now;
        });
    }

    /** Stops sending and waits until every record has ended. */
    void stop() {
        stopped = true;
        Awaitility.await().atMost(PATIENCE).until(() -> !thread.isAlive());
        producer.flush();
        Awaitility.await().atMost(PATIENCE).until(() -> room.availablePermits() == IN_FLIGHT);
    }

    List<Placed> acknowledged() {
        return List.copyOf(acknowledged);
    }

    List<Throwable> failures() {
        return List.copyOf(failures);
    }

    private void sendUntilStopped() {
        try {
            for (long number = 0; !stopped; number++) {
                long sent = number;
                room.acquire();
                producer.send(SampleRecord.of(topic, sent).withPartition((int) (sent % partitions)))
                        .whenComplete((acknowledgement, error) -> onEnd(sent, acknowledgement, error));
            }
        } catch (InterruptedException | RuntimeException e) {
            failures.add(e);
        }
    }

    private void onEnd(long number, @Nullable Acknowledgement acknowledgement, @Nullable Throwable error) {
        if (acknowledgement == null) {
            failures.add(error);
        } else {
            acknowledged.add(new Placed(number, acknowledgement.partition(), acknowledgement.offset()));
        }
        room.release();
    }
}
