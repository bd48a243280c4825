package dev.kurier.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kurier.api.Delivery;
import dev.kurier.api.ProducerRecord;
import dev.kurier.api.error.PluginException;
import dev.kurier.api.spi.PartitionContext;
import dev.kurier.api.spi.Partitioner;
import dev.kurier.brokerstub.script.FaultHandle;
import dev.kurier.protocol.ApiKey;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Exchanges the partitioner again and again while threads send, each with a key of its own. */
class PartitionerSwapUnderLoadTest {
    private static final int THREADS = 3;
    private static final int PARTITIONS = 4;
    private static final int SWAPS = 40;

    @RegisterExtension
    final KafkaOnSockets kafka = KafkaOnSockets.started(cluster -> cluster.topic("t", PARTITIONS));

    private final Queue<String> overtaken = new ConcurrentLinkedQueue<>();
    /** One for each record sent: an exchange comes only after some more. */
    private final Semaphore permits = new Semaphore(0);

    private final AtomicBoolean stopped = new AtomicBoolean();

    @Test
    void aKeyMovesToAnotherPartitionOnlyOnceItsEarlierRecordsHaveEnded() throws Exception {
        kafka.cluster().every(ApiKey.PRODUCE).delay(Duration.ofMillis(1));
        PluggableProducer<String, String> producer =
                kafka.builder().set("linger.ms", 1).partitioner(new Shifted(0)).build();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        List<Future<Integer>> sending = new ArrayList<>();
        try (producer) {
            for (int i = 0; i < THREADS; i++) {
                String key = "key-" + i;
                sending.add(threads.submit(() -> send(producer, key)));
            }
            for (int swap = 1; swap <= SWAPS; swap++) {
                permits.acquire(THREADS * 10);
                producer.swapPartitioner(new Shifted(swap), Duration.ofSeconds(KafkaOnSockets.PATIENCE_SECONDS));
            }
            stopped.set(true);
            int sent = 0;
            for (Future<Integer> one : sending) {
                sent += one.get();
            }
            producer.flush();

            assertThat(overtaken).isEmpty();
            assertThat(kafka.cluster().records("t")).hasSize(sent);
        } finally {
            stopped.set(true);
            threads.shutdown();
        }
    }

    @Test
    void aCallbackThatWaitsForASenderDoesNotHoldTheExchangeUp() throws Exception {
        CountDownLatch sent = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(1);
        try (PluggableProducer<String, String> producer =
                kafka.builder().partitioner(new Shifted(0)).build()) {
            producer.send(ProducerRecord.of("t", "key", "first"), (metadata, error) -> await(sent));
            Future<?> swap = threads.submit(() -> producer.swapPartitioner(new Shifted(1), Duration.ofSeconds(20)));

            swap.get(KafkaOnSockets.PATIENCE_SECONDS, TimeUnit.SECONDS);
            producer.send(ProducerRecord.of("t", "key", "second"));
            sent.countDown();
            producer.flush();

            assertThat(kafka.values("t")).containsExactlyInAnyOrder("first", "second");
        } finally {
            sent.countDown();
            threads.shutdown();
        }
    }

    @Test
    void anExchangeThatFailedLeavesNobodyWaitingForRecordsOfTheSamePartitioner() throws Exception {
        CountDownLatch chosen = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Partitioner slow = context -> {
            if ("slow".equals(context.key())) {
                chosen.countDown();
                await(goOn);
            }
            return 0;
        };
        FaultHandle mute = kafka.cluster().every(ApiKey.PRODUCE).neverAnswer();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        PluggableProducer<String, String> producer =
                kafka.builder().partitioner(slow).build();
        try {
            producer.partitionsFor("t");
            Future<?> late = threads.submit(() -> producer.send(ProducerRecord.of("t", "slow", "late")));
            await(chosen);
            producer.send(ProducerRecord.of("t", "key", "held by the broker"));
            Future<?> swap = threads.submit(() -> producer.swapPartitioner(new Shifted(1), Duration.ofMillis(300)));
            while (!swap.isDone()
                    && !producer.trySend(ProducerRecord.of("t", "key", "refused at last"))
                            .isDone()) {
                Thread.onSpinWait();
            }
            goOn.countDown();
            late.get(KafkaOnSockets.PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThatThrownBy(() -> swap.get(KafkaOnSockets.PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(PluginException.class);

            Delivery after = producer.trySend(ProducerRecord.of("t", "key", "after"));

            assertThat(after.isDone()).as("accepted, not refused").isFalse();
        } finally {
            mute.remove();
            goOn.countDown();
            threads.shutdown();
            producer.close(Duration.ZERO);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(KafkaOnSockets.PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private int send(PluggableProducer<String, String> producer, String key) {
        Own own = Own.OF_THREAD.get();
        int sent = 0;
        while (!stopped.get() || sent == 0) {
            own.earlier.add(producer.send(ProducerRecord.of("t", key, key + " " + sent++)));
            permits.release();
            while (!own.earlier.isEmpty() && own.earlier.getFirst().isDone()) {
                own.earlier.removeFirst();
            }
        }
        return sent;
    }

    /** What a thread knows of its own key. */
    private static final class Own {
        static final ThreadLocal<Own> OF_THREAD = ThreadLocal.withInitial(Own::new);

        final Deque<Delivery> earlier = new ArrayDeque<>();
        int partition = -1;
    }

    /** Sends each key to a partition that is another one after each exchange. */
    private final class Shifted implements Partitioner {
        private final int shift;

        Shifted(int shift) {
            this.shift = shift;
        }

        @Override
        public int partition(PartitionContext context) {
            Own own = Own.OF_THREAD.get();
            int chosen = Math.floorMod(String.valueOf(context.key()).hashCode() + shift, PARTITIONS);
            long unfinished =
                    own.earlier.stream().filter(delivery -> !delivery.isDone()).count();
            if (own.partition >= 0 && own.partition != chosen && unfinished > 0) {
                overtaken.add(context.key() + " went to " + chosen + " with " + unfinished + " records under way to "
                        + own.partition);
            }
            own.partition = chosen;
            return chosen;
        }
    }
}
