package dev.kurier.sender.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.accumulator.AppendResult;
import dev.kurier.accumulator.PendingRecord;
import dev.kurier.accumulator.memory.MemoryPool;
import dev.kurier.api.Delivery;
import dev.kurier.api.Outcome;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Shows that a batch which can't be split fails alone. */
class FailedSplitTest {
    private final Simulation sim = new Simulation(SimSettings.defaults());
    private final MemoryPool memory = sim.accumulator().memory();

    @Test
    void failsTheBatchAndNothingElseIfItCantBeSplit() {
        sim.learn("t");
        sim.cluster().next(ApiKey.PRODUCE).fail(ErrorCode.MESSAGE_TOO_LARGE);
        Delivery good = sim.append("t", 0, "in the same batch");
        Delivery unreadable = appendUnreadable();

        sim.runUntil(unreadable::isDone, Duration.ofSeconds(5));
        Delivery later = sim.append("t", 0, "later");
        sim.flush();

        assertThat(sim.sender().failure()).isNull();
        assertThat(unreadable.outcome()).isEqualTo(Outcome.NOT_PERSISTED);
        assertThat(good.outcome()).isEqualTo(Outcome.NOT_PERSISTED);
        assertThat(later.outcome()).isEqualTo(Outcome.PERSISTED);
        assertThat(memory.availableBytes()).isEqualTo(memory.totalBytes());
    }

    /** Headers that say they are five, and are none. */
    private Delivery appendUnreadable() {
        PendingRecord record = sim.pending("x");
        record.encoded().headers(new byte[] {10}, 0, 1);
        record.begin(null);
        record.appendedAt(sim::nowNs, null);
        assertThat(sim.accumulator().append(sim.accumulator().chain("t", 0), record))
                .isEqualTo(AppendResult.APPENDED);
        return record.delivery();
    }
}
