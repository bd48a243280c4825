package dev.kurier.sender.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.accumulator.AppendResult;
import dev.kurier.accumulator.PendingRecord;
import dev.kurier.accumulator.delivery.BatchOutcome;
import dev.kurier.accumulator.memory.MemoryTicket;
import dev.kurier.api.Delivery;
import dev.kurier.api.Outcome;
import dev.kurier.brokerstub.StoredRecord;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.compress.Codec;
import dev.kurier.protocol.compress.CompressionType;
import dev.kurier.sender.CloseTicket;
import dev.kurier.sender.cluster.TopicTicket;
import dev.kurier.sender.lane.CallbackHandover;
import dev.kurier.sender.produce.FlushTicket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/** Is one run in which the sender meets an error somewhere; loaded by {@link FaultyClasses}. */
public final class DyingSender extends Simulation {
    private static final int RECORDS = 40;
    private static final long TOO_NEW_MS = 2_000_000_000_000L;
    private static final int MAX_ATTEMPTS = 100_000;

    private final Later callbacks;
    private final Map<String, Delivery> deliveries = new HashMap<>();
    private final Map<String, Integer> called = new HashMap<>();
    private final List<CompletableFuture<?>> futures = new ArrayList<>();
    private final FlushTicket flush = FlushTicket.untilTold();
    private final TopicTicket topic;
    private final MemoryTicket memory;
    private boolean living;
    private CloseTicket close = new CloseTicket(0);

    private DyingSender(SplittableRandom random, Later callbacks) {
        super(SimSettings.defaults()
                .seed(random.nextLong())
                .memoryBytes(1 << 20)
                .batchBytes(random.nextBoolean() ? 1 : 120)
                .acks(random.nextInt(4) - 1 > 0 ? 1 : -1)
                .requestTimeoutMs(500)
                .deliveryTimeoutMs(3_000)
                .codec(Codec.of(random.nextInt(3) == 0 ? CompressionType.GZIP : CompressionType.NONE))
                .callbacks(callbacks)
                .shape(builder -> builder.topic("t", 3)));
        this.callbacks = callbacks;
        learn("t");
        append("t", 0, "warm");
        flush();
        for (int i = 0; i < RECORDS; i++) {
            append(i, random);
        }
        trouble(random);
        this.topic =
                new TopicTicket("unknown", -1, nowNs() + Duration.ofSeconds(2).toNanos());
        this.memory = accumulator()
                .memory()
                .queue(accumulator().memory().share(-1), accumulator().memory().largestChunkBytes());
    }

    /**
     * Runs with the fault at a call.
     *
     * @param faultAt the number of the call that fails
     * @param burst in how many calls behind it more may fail
     * @return how many calls were made
     */
    public static long run(long seed, long faultAt, long burst) {
        InjectedFault.armed(false);
        InjectedFault.at(faultAt, burst, seed);
        DyingSender run = new DyingSender(new SplittableRandom(seed), new Later());
        run.live();
        run.check();
        return InjectedFault.calls();
    }

    private void append(int number, SplittableRandom random) {
        String value = "value-" + number;
        PendingRecord record = pending(value);
        if (random.nextInt(15) == 0) {
            // A broker refuses this one alone, and names it.
            record.encoded().timestampMs(TOO_NEW_MS);
        }
        boolean notified = random.nextInt(3) > 0;
        called.put(value, notified ? 0 : 1);
        record.begin(notified ? (metadata, error) -> called.merge(value, 1, Integer::sum) : null);
        record.appendedAt(this::nowNs, null);
        assertThat(accumulator().append(accumulator().chain("t", random.nextInt(3)), record))
                .isEqualTo(AppendResult.APPENDED);
        deliveries.put(value, record.delivery());
        if (random.nextInt(3) == 0) {
            futures.add(record.delivery().toCompletableFuture());
        }
    }

    private void trouble(SplittableRandom random) {
        for (int i = 0; i < 4; i++) {
            switch (random.nextInt(6)) {
                case 0 -> cluster().next(ApiKey.PRODUCE).fail(ErrorCode.MESSAGE_TOO_LARGE);
                case 1 -> cluster().next(ApiKey.PRODUCE).afterApply().disconnect();
                case 2 -> cluster().next(ApiKey.PRODUCE).fail(ErrorCode.NOT_LEADER_OR_FOLLOWER);
                case 3 -> cluster().next(ApiKey.PRODUCE).neverAnswer();
                case 4 -> cluster().every(ApiKey.PRODUCE).delay(Duration.ofMillis(50));
                default -> cluster().next(ApiKey.PRODUCE).fail(ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER);
            }
        }
    }

    private void live() {
        living = true;
        sender().flush(flush);
        sender().wantTopic(topic);
        runFor(Duration.ofSeconds(2));
        close = new CloseTicket(nowNs() + Duration.ofSeconds(4).toNanos());
        sender().close(close);
        runUntil(sender()::isTerminated, Duration.ofMinutes(1));
    }

    /** Does what the runner does on the sender's thread. */
    @Override
    long work(long atNs) {
        try {
            InjectedFault.armed(living);
            return sender().isTerminated() ? Long.MAX_VALUE / 2 : sender().doWork(atNs);
        } catch (Throwable cause) {
            int attempts = 0;
            while (!fail(cause, atNs)) {
                assertThat(attempts++).isLessThan(MAX_ATTEMPTS);
            }
            return atNs;
        } finally {
            InjectedFault.armed(false);
            callbacks.run();
        }
    }

    private boolean fail(Throwable cause, long atNs) {
        try {
            return sender().fail(cause, atNs);
        } catch (OutOfMemoryError e) {
            return false;
        }
    }

    private void check() {
        callbacks.run();
        Set<String> log = new HashSet<>();
        for (int partition = 0; partition < 3; partition++) {
            cluster().records("t", partition).stream()
                    .map(StoredRecord::valueText)
                    .forEach(log::add);
        }
        deliveries.forEach((value, delivery) -> {
            assertThat(delivery.isDone()).as("%s is done", value).isTrue();
            Outcome outcome = delivery.outcome();
            assertThat(outcome != Outcome.PERSISTED || log.contains(value))
                    .as("%s is %s", value, outcome)
                    .isTrue();
            assertThat(outcome != Outcome.NOT_PERSISTED || !log.contains(value))
                    .as("%s is %s: %s", value, outcome, delivery.error())
                    .isTrue();
        });
        assertThat(called)
                .as("how often callbacks were called")
                .allSatisfy((value, times) -> assertThat(times).as(value).isEqualTo(1));
        assertThat(futures).as("futures").allMatch(CompletableFuture::isDone);
        assertThat(flush.isDone()).as("flush has ended").isTrue();
        assertThat(topic.isDone() || sender().failure() == null)
                .as("the wish for a topic has ended")
                .isTrue();
        assertThat(memory.isWaiting()).as("somebody waits for memory").isFalse();
        assertThat(close.isDone()).as("close has ended").isTrue();
        accumulator()
                .forEachChain(chain -> chain.forEachUnsettled(batch -> {
                    throw new AssertionError("not settled: " + batch.outcome().topicPartition());
                }));
    }

    /** Calls back when the sender is not at work. */
    private static final class Later implements CallbackHandover {
        private final List<Runnable> waiting = new ArrayList<>();

        @Override
        public void handOver(BatchOutcome outcome) {
            waiting.add(outcome::runCallbacks);
        }

        @Override
        public void afterAll(Runnable action) {
            waiting.add(action);
        }

        void run() {
            while (!waiting.isEmpty()) {
                waiting.remove(0).run();
            }
        }
    }
}
