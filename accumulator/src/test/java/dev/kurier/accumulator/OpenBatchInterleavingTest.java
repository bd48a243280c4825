package dev.kurier.accumulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.api.Outcome;
import dev.kurier.api.error.DeliveryTimeoutException;
import dev.kurier.protocol.compress.CompressionType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Turns callers and the sender by hand in random orders, one step each, and looks at what came out: every record once, in
 * its caller's order, and all memory back.
 */
class OpenBatchInterleavingTest {
    private static final int RUNS = 300;

    @Test
    void keepsEveryRecordOnceInItsCallersOrderUnderAnyInterleaving() {
        Seeds.forEach(RUNS, random -> new Interleaving(random).run());
    }

    private static final class Interleaving {
        private final Random random;
        private final Fixture fixture;
        private final PartitionChain chain;
        private final List<Caller> callers = new ArrayList<>();
        private final List<String> logged = new ArrayList<>();
        private boolean closing;

        Interleaving(Random random) {
            this.random = random;
            int batchSize = 200 + random.nextInt(2_000);
            CompressionType compression = random.nextInt(4) == 0 ? CompressionType.GZIP : CompressionType.NONE;
            fixture = new Fixture(batchSize, 4096 + random.nextInt(3) * 4096, compression);
            chain = fixture.accumulator.chain("t", 0);
            int count = 2 + random.nextInt(3);
            for (int i = 0; i < count; i++) {
                callers.add(new Caller("c" + i, 40));
            }
        }

        void run() {
            for (int step = 0; step < 3_000; step++) {
                if (random.nextInt(3) > 0) {
                    callers.get(random.nextInt(callers.size())).step();
                } else {
                    turnSender(true);
                }
                if (!closing && random.nextInt(1_500) == 0) {
                    closing = true;
                    fixture.accumulator.close(0);
                }
            }
            for (int step = 0; step < 10_000 && callers.stream().anyMatch(Caller::isBusy); step++) {
                callers.forEach(Caller::step);
                turnSender(false);
            }
            fixture.accumulator.close(0);
            while (chain.head() != null) {
                turnSender(false);
            }
            check();
        }

        private void turnSender(boolean mayGiveUp) {
            fixture.accumulator.pollOpened();
            fixture.accumulator.pollReady();
            if (random.nextBoolean() && !fixture.compressionTasks.isEmpty()) {
                fixture.compressionTasks.removeFirst().run();
            }
            OpenBatch head = chain.head();
            if (head == null) {
                return;
            }
            if (!head.isSealed()
                    && (random.nextInt(20) == 0
                            || closing
                            || fixture.accumulator.memory().hasWaiters())) {
                head.seal(SealReason.LINGER, 0);
            }
            boolean giveUp = mayGiveUp && head.isSealed() && random.nextInt(100) == 0;
            if (head.isComplete() || giveUp) {
                chain.removeHead();
                settle(head.toSealed());
            }
        }

        private void settle(SealedBatch batch) {
            if (batch.isSendable()) {
                logged.addAll(Fixture.values(batch));
                batch.outcome().persisted(logged.size() - batch.recordCount(), -1);
            } else {
                batch.outcome().failed(new DeliveryTimeoutException(Outcome.NOT_PERSISTED, "given up", null));
            }
            if (batch.outcome().hasWaiters()) {
                batch.outcome().runCallbacks();
            }
            batch.release();
        }

        private void check() {
            Fixture.runAll(fixture.callbackTasks);
            List<String> accepted = new ArrayList<>();
            for (Caller caller : callers) {
                caller.check();
                accepted.addAll(caller.accepted);
            }
            assertThat(logged).doesNotHaveDuplicates().allMatch(accepted::contains);
            assertThat(fixture.accumulator.memory().availableBytes())
                    .isEqualTo(fixture.accumulator.memory().totalBytes());
            assertThat(fixture.contained).isEmpty();
        }

        /** One calling thread, whose append is cut into its steps. */
        private final class Caller {
            private final String name;
            private final int records;
            private final List<String> accepted = new ArrayList<>();
            private final List<PendingRecord> pending = new ArrayList<>();
            private final List<String> told = new ArrayList<>();
            private @Nullable OpenBatch claimedIn;
            private int next;
            private boolean written;

            Caller(String name, int records) {
                this.name = name;
                this.records = records;
            }

            boolean isBusy() {
                return claimedIn != null || next < records;
            }

            void step() {
                OpenBatch batch = claimedIn;
                if (batch != null) {
                    PendingRecord record = pending.get(pending.size() - 1);
                    if (!written) {
                        batch.write(record);
                        written = true;
                    } else {
                        batch.commit(record);
                        claimedIn = null;
                    }
                    return;
                }
                if (next < records) {
                    begin();
                }
            }

            private void begin() {
                String value = name + "-" + next + "-" + "x".repeat(random.nextInt(100));
                PendingRecord record = fixture.record(value, random.nextBoolean() ? (m, e) -> told.add(value) : null);
                record.prepareDelivery(false);
                if (chain.last() instanceof OpenBatch last && random.nextInt(4) > 0) {
                    if (last.claim(record) == OpenBatch.Claim.CLAIMED) {
                        claimedIn = last;
                        written = false;
                        accept(value, record);
                    }
                    return;
                }
                AppendResult result = fixture.accumulator.append(chain, record);
                if (result == AppendResult.APPENDED) {
                    accept(value, record);
                } else if (result == AppendResult.NEED_MEMORY) {
                    record.cancel();
                } else {
                    next = records;
                }
            }

            private void accept(String value, PendingRecord record) {
                accepted.add(value);
                pending.add(record);
                next++;
            }

            void check() {
                List<String> mine = logged.stream()
                        .filter(record -> record.startsWith(name + "-"))
                        .toList();
                List<String> inOrder = accepted.stream().filter(mine::contains).toList();
                assertThat(mine).isEqualTo(inOrder);
                for (int i = 0; i < accepted.size(); i++) {
                    Outcome outcome = pending.get(i).delivery().outcome();
                    assertThat(outcome).as(accepted.get(i)).isNotNull();
                    boolean inLog = logged.contains(accepted.get(i));
                    assertThat(inLog).isEqualTo(outcome == Outcome.PERSISTED);
                    if (inLog) {
                        assertThat(pending.get(i).delivery().join().offset())
                                .isEqualTo(logged.indexOf(accepted.get(i)));
                    }
                    boolean wanted = pending.get(i).delivery().isNotified();
                    assertThat(told.stream().filter(accepted.get(i)::equals).count())
                            .isEqualTo(wanted ? 1 : 0);
                }
            }
        }
    }
}
