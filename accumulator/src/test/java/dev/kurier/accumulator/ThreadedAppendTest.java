package dev.kurier.accumulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.accumulator.delivery.BatchDelivery;
import dev.kurier.accumulator.memory.ParkingWaiter;
import dev.kurier.api.Outcome;
import dev.kurier.protocol.compress.CompressionType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lets real callers and a real sender race, with little memory and a close in the middle. */
class ThreadedAppendTest {
    private static final int CALLERS = 3;
    private static final int PARTITIONS = 3;
    private static final int RECORDS = 30_000;

    @ParameterizedTest
    @EnumSource(
            value = CompressionType.class,
            names = {"NONE", "LZ4"})
    @Timeout(180)
    void losesAndInventsNothing(CompressionType compression) throws Exception {
        Seeds.forEach(3, random -> new Race(compression, random).run());
    }

    @Test
    @Timeout(120)
    void givesMemoryBackOnceWhenGivingUpRacesWithTheLastCommit() throws Exception {
        Fixture fixture = Fixture.plain();
        PartitionChain chain = fixture.accumulator.chain("t", 0);
        long total = fixture.accumulator.memory().totalBytes();
        for (int round = 0; round < 2_000; round++) {
            fixture.append(chain, fixture.record("first"));
            OpenBatch batch = Objects.requireNonNull(chain.head());
            PendingRecord late = fixture.record("late");
            late.prepareDelivery(false);
            batch.claim(late);
            batch.write(late);
            batch.seal(SealReason.LINGER, 0);
            chain.removeHead();
            Thread committer = new Thread(() -> batch.commit(late));
            committer.start();
            SealedBatch sealed = batch.toSealed();
            if (sealed.isSendable()) {
                assertThat(Fixture.values(sealed)).containsExactly("first", "late");
            }
            sealed.release();
            committer.join();
            assertThat(fixture.accumulator.memory().availableBytes()).isEqualTo(total);
        }
    }

    private static final class Race {
        private final RecordAccumulator accumulator;
        private final ExecutorService compressor = Executors.newSingleThreadExecutor();
        private final List<Caller> callers = new ArrayList<>();
        private final int[][] lastSeen = new int[CALLERS][PARTITIONS];
        private final AtomicInteger found = new AtomicInteger();
        private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        private final int closeAfter;
        private volatile boolean callersDone;

        Race(CompressionType compression, Random random) {
            accumulator =
                    Fixture.threaded(Fixture.settings(256 + random.nextInt(8_192), 32 * 1024, compression), compressor);
            closeAfter = random.nextInt(2 * CALLERS * RECORDS);
            for (int i = 0; i < CALLERS; i++) {
                callers.add(new Caller(i, random.nextLong()));
            }
        }

        void run() {
            try {
                race();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            } finally {
                compressor.shutdownNow();
            }
        }

        private void race() throws InterruptedException {
            Thread sender = new Thread(this::send);
            sender.start();
            callers.forEach(Thread::start);
            for (Caller caller : callers) {
                caller.join();
            }
            callersDone = true;
            sender.join();
            if (failure.get() != null) {
                throw new AssertionError(failure.get());
            }
            assertThat(found)
                    .hasValue(callers.stream()
                            .mapToInt(caller -> caller.deliveries.size())
                            .sum());
            for (Caller caller : callers) {
                assertThat(caller.deliveries).allMatch(delivery -> delivery.outcome() == Outcome.PERSISTED);
            }
            assertThat(accumulator.memory().availableBytes())
                    .isEqualTo(accumulator.memory().totalBytes());
            assertThat(accumulator.memory().waiting()).isZero();
        }

        @SuppressWarnings("CatchThrowable") // brought to the test's own thread
        private void send() {
            try {
                boolean last;
                do {
                    last = callersDone;
                    if (last) {
                        accumulator.close(0);
                    }
                    turn();
                } while (!last || !isEmpty());
            } catch (Throwable e) {
                failure.set(e);
                accumulator.close(0);
            }
        }

        private boolean isEmpty() {
            boolean[] empty = {true};
            accumulator.forEachChain(chain -> empty[0] &= chain.head() == null);
            return empty[0];
        }

        private void turn() {
            while (accumulator.pollReady() != null || accumulator.pollOpened() != null) {
                // Only hints; this sender looks at everything.
            }
            accumulator.forEachChain(chain -> {
                OpenBatch head = chain.head();
                if (head == null) {
                    return;
                }
                if (accumulator.memory().hasWaiters() || chain.queuedBatches() == 1) {
                    head.seal(SealReason.LINGER, 0);
                }
                if (head.isComplete()) {
                    chain.removeHead();
                    settle(chain, head.toSealed());
                }
            });
        }

        private void settle(PartitionChain chain, SealedBatch batch) {
            Fixture.decode(batch).forEach(record -> {
                ByteBuffer value = ByteBuffer.wrap(record.value());
                int caller = value.getInt();
                int number = value.getInt();
                if (number <= lastSeen[caller][chain.partition()]) {
                    throw new AssertionError("record " + number + " of caller " + caller + " is out of order");
                }
                lastSeen[caller][chain.partition()] = number;
            });
            if (found.addAndGet(batch.recordCount()) > closeAfter) {
                accumulator.close(0);
            }
            batch.outcome().persisted(0, -1);
            batch.release();
        }

        private final class Caller extends Thread {
            private final List<BatchDelivery> deliveries = new ArrayList<>();
            private final int number;
            private final Random random;

            Caller(int number, long seed) {
                this.number = number;
                this.random = new Random(seed);
            }

            @Override
            @SuppressWarnings("CatchThrowable") // brought to the test's own thread
            public void run() {
                try {
                    PendingRecord record = new PendingRecord();
                    ParkingWaiter waiter = new ParkingWaiter(System::nanoTime);
                    for (int i = 1; i <= RECORDS; i++) {
                        byte[] value = ByteBuffer.allocate(8 + random.nextInt(60))
                                .putInt(number)
                                .putInt(i)
                                .array();
                        record.encoded().key(null).value(value).noHeaders().timestampMs(random.nextInt(100_000));
                        record.begin(null);
                        if (!append(record, waiter, accumulator.chain("t", random.nextInt(PARTITIONS)))) {
                            return;
                        }
                    }
                } catch (Throwable e) {
                    failure.set(e);
                }
            }

            private boolean append(PendingRecord record, ParkingWaiter waiter, PartitionChain chain) throws Exception {
                while (true) {
                    record.appendedAt(() -> 0, null);
                    switch (accumulator.append(chain, record)) {
                        case APPENDED -> {
                            deliveries.add(record.delivery());
                            return true;
                        }
                        case NEED_MEMORY -> {
                            boolean granted = waiter.await(record.ticket(), System.nanoTime() + 60_000_000_000L);
                            if (!granted && !record.ticket().isClosed()) {
                                throw new AssertionError("waited in vain for memory");
                            }
                        }
                        case CLOSED -> {
                            return false;
                        }
                        case TOO_LARGE -> throw new AssertionError("too large");
                    }
                }
            }
        }
    }
}
