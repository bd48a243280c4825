package dev.kurier.accumulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.protocol.compress.CompressionType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ParkedClaimerTest {
    private static final int THREADS = 3;
    private static final int APPENDS = 100_000;

    @Test
    @Timeout(120)
    void stopsNobodyElseWhenACallerIsParkedBeforeItsCommit() throws Exception {
        RecordAccumulator accumulator =
                Fixture.threaded(Fixture.settings(16_384, 64 << 20, CompressionType.NONE), Runnable::run);
        PartitionChain chain = accumulator.chain("t", 0);
        Fixture records = Fixture.plain();
        accumulator.append(chain, records.record("first"));
        OpenBatch batch = Objects.requireNonNull(chain.head());
        PendingRecord parked = records.record("parked");
        parked.prepareDelivery(false);
        assertThat(batch.claim(parked)).isEqualTo(OpenBatch.Claim.CLAIMED);

        AtomicInteger appended = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < THREADS; t++) {
            Thread thread = new Thread(() -> appendMany(accumulator, chain, appended));
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(appended).hasValue(THREADS * APPENDS);
        assertThat(batch.isSealed()).isTrue();
        assertThat(batch.isComplete()).isFalse();

        batch.write(parked);
        batch.commit(parked);
        assertThat(batch.isComplete()).isTrue();
        int found = 0;
        while (chain.head() != null) {
            OpenBatch head = Objects.requireNonNull(chain.head());
            head.seal(SealReason.LINGER, 0);
            chain.removeHead();
            SealedBatch sealed = head.toSealed();
            found += Fixture.decode(sealed).size();
            sealed.release();
        }
        assertThat(found).isEqualTo(THREADS * APPENDS + 2);
        assertThat(accumulator.memory().availableBytes())
                .isEqualTo(accumulator.memory().totalBytes());
    }

    private static void appendMany(RecordAccumulator accumulator, PartitionChain chain, AtomicInteger appended) {
        PendingRecord record = new PendingRecord();
        byte[] value = new byte[100];
        for (int i = 0; i < APPENDS; i++) {
            record.encoded().key(null).value(value).noHeaders().timestampMs(1_000 + i);
            record.begin(null);
            record.appendedAt(() -> 0, null);
            if (accumulator.append(chain, record) == AppendResult.APPENDED) {
                appended.incrementAndGet();
            }
        }
    }
}
