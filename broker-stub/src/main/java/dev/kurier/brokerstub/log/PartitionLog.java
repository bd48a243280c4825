package dev.kurier.brokerstub.log;

import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.record.BatchHeader;
import dev.kurier.protocol.record.BatchHeaderWriter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one partition's batches, in order, and decides which may join them.
 *
 * <p>Bytes are bounded: above the retention limit the oldest batches go and the log start moves, but the last batch
 * always stays.
 */
public final class PartitionLog {
    private static final long CREATE_TIME = -1;

    private final ProducerWindows producers = new ProducerWindows();
    private final TreeMap<Long, StoredBatch> batches = new TreeMap<>();
    private LogSettings settings;
    private long startOffset;
    private long endOffset;
    private long keptBytes;
    private long neededFrom = Long.MAX_VALUE;

    public PartitionLog(LogSettings settings) {
        this.settings = settings;
    }

    /** Changes the rules for what comes from now on; what is kept shrinks at once if it has to. */
    public void settings(LogSettings settings) {
        this.settings = settings;
        retire();
    }

    /** Returns the first offset that can be read. */
    public long startOffset() {
        return startOffset;
    }

    /** Returns the offset that the next record will have. */
    public long endOffset() {
        return endOffset;
    }

    /** Returns the leader epoch of the first record, or the one given if there is none. */
    public int startEpoch(int currentEpoch) {
        return batches.isEmpty()
                ? currentEpoch
                : batches.firstEntry().getValue().leaderEpoch();
    }

    /**
     * Appends a batch, or says why not; one that was appended before is not appended again.
     *
     * @param records the batch as received; copied, never changed
     */
    public AppendOutcome append(@Nullable ByteBuffer records, AppendTerms terms) {
        if (records == null) {
            return AppendOutcome.refused(ErrorCode.INVALID_RECORD, "records are null: exactly one batch is needed");
        }
        BatchHeader header;
        try {
            header = BatchRules.check(records, settings, terms);
        } catch (BatchRefusal refusal) {
            return AppendOutcome.refused(refusal.error(), refusal.getMessage());
        }
        try {
            return append(header, records, terms);
        } catch (BatchRefusal refusal) {
            return AppendOutcome.notAppended(refusal, startOffset);
        }
    }

    private AppendOutcome append(BatchHeader header, ByteBuffer records, AppendTerms terms) throws BatchRefusal {
        BatchRules.checkContent(header);
        if (settings.discard()) {
            return discard(header);
        }
        RecordRules rules = new RecordRules(settings, terms, header);
        if (settings.checkCrc()) {
            BatchRecords.check(header, records, rules);
        }
        Accepted batch = new Accepted(header, records, settings.logAppendTime() ? terms.wallMs() : rules.newestMs());
        return header.hasProducerId() ? appendInSequence(batch, terms) : store(batch, terms);
    }

    /** Returns the batch that holds an offset and all behind it; empty at the end of the log. */
    public Iterable<StoredBatch> from(long offset) {
        Map.Entry<Long, StoredBatch> first = batches.floorEntry(offset);
        boolean inFirst = first != null && first.getValue().lastOffset() >= offset;
        return batches.tailMap(inFirst ? first.getKey() : offset).values();
    }

    /** Returns all batches that are kept. */
    public List<StoredBatch> batches() {
        return new ArrayList<>(batches.values());
    }

    /** Makes an offset the first that can be read, and drops batches that lie wholly before it. */
    public void truncateFront(long beforeOffset) {
        startOffset = Math.max(startOffset, Math.min(beforeOffset, endOffset));
        while (!batches.isEmpty() && batches.firstEntry().getValue().lastOffset() < startOffset) {
            keptBytes -= batches.pollFirstEntry().getValue().sizeBytes();
        }
    }

    /**
     * Drops everything from an offset on, as a broker does whose leader doesn't have it; what is known of producers goes
     * back to that point as well.
     */
    public void truncateBack(long fromOffset) {
        if (fromOffset >= endOffset) {
            return;
        }
        Set<Long> writers = new HashSet<>();
        while (!batches.isEmpty() && batches.lastEntry().getValue().lastOffset() >= fromOffset) {
            StoredBatch dropped = batches.pollLastEntry().getValue();
            keptBytes -= dropped.sizeBytes();
            writers.add(BatchHeader.read(dropped.bytes()).producerId());
        }
        endOffset = fromOffset;
        startOffset = Math.min(startOffset, fromOffset);
        producers.forget(writers);
        for (StoredBatch kept : batches.values()) {
            BatchHeader header = BatchHeader.read(kept.bytes());
            if (header.hasProducerId() && writers.contains(header.producerId())) {
                producers.ofWriter(header.producerId()).wrote(header, kept.baseOffset(), kept.maxTimestampMs());
            }
        }
    }

    /** Returns the end of the last batch that ends at or before an offset: batches are copied whole. */
    public long wholeBatchesBefore(long offset) {
        if (offset >= endOffset) {
            return endOffset;
        }
        Map.Entry<Long, StoredBatch> holder = batches.floorEntry(offset);
        return holder == null ? offset : holder.getKey();
    }

    /** Makes retention stop at an offset, from which on some replica may still need to copy. */
    public void keepFrom(long offset) {
        neededFrom = offset;
    }

    /** Returns how many bytes the batches take that are kept. */
    public long keptBytes() {
        return keptBytes;
    }

    /** Raises the epoch of a producer that has written here: batches of the epoch it had are refused. */
    public void fence(long producerId) {
        ProducerWindow known = producers.of(producerId);
        if (known != null) {
            known.fence();
        }
    }

    /** Forgets what is known of producers. */
    public void forgetProducers() {
        producers.forget();
    }

    /**
     * Is a batch that may be appended as far as its content goes.
     *
     * @param maxTimestampMs what the log says of it, whatever its producer said
     */
    private record Accepted(BatchHeader header, ByteBuffer records, long maxTimestampMs) {}

    private AppendOutcome appendInSequence(Accepted batch, AppendTerms terms) {
        BatchHeader header = batch.header();
        ProducerWindow known = producers.of(header.producerId());
        SequenceVerdict verdict = known == null ? new SequenceVerdict.Accepted() : known.judge(header);
        if (verdict instanceof SequenceVerdict.Duplicate duplicate) {
            return AppendOutcome.appended(duplicate.baseOffset(), duplicate.logAppendTimeMs(), startOffset);
        }
        if (verdict instanceof SequenceVerdict.Refused refused) {
            return AppendOutcome.notAppended(refused.error(), startOffset);
        }
        AppendOutcome outcome = store(batch, terms);
        producers.ofWriter(header.producerId()).wrote(header, outcome.baseOffset(), batch.maxTimestampMs());
        return outcome;
    }

    private AppendOutcome store(Accepted batch, AppendTerms terms) {
        ByteBuffer bytes = ByteBuffer.allocate(batch.records().remaining());
        bytes.put(batch.records().duplicate()).flip();
        BatchHeaderWriter.patchBaseOffset(bytes, 0, endOffset);
        BatchHeaderWriter.patchPartitionLeaderEpoch(bytes, 0, terms.leaderEpoch());
        BatchHeaderWriter.patchTimestamps(bytes, 0, settings.logAppendTime(), batch.maxTimestampMs());
        long baseOffset = endOffset;
        long maxTimestampMs = batch.maxTimestampMs();
        endOffset += batch.header().recordsCount();
        batches.put(baseOffset, new StoredBatch(baseOffset, endOffset - 1, terms.leaderEpoch(), maxTimestampMs, bytes));
        keptBytes += bytes.remaining();
        retire();
        long logAppendTimeMs = settings.logAppendTime() ? maxTimestampMs : CREATE_TIME;
        return AppendOutcome.appended(baseOffset, logAppendTimeMs, startOffset);
    }

    private AppendOutcome discard(BatchHeader header) {
        long baseOffset = endOffset;
        endOffset += header.recordsCount();
        startOffset = endOffset;
        return AppendOutcome.appended(baseOffset, CREATE_TIME, startOffset);
    }

    private void retire() {
        while (keptBytes > settings.retentionBytes()
                && batches.size() > 1
                && batches.firstEntry().getValue().lastOffset() < neededFrom) {
            keptBytes -= batches.pollFirstEntry().getValue().sizeBytes();
            startOffset = Math.max(startOffset, batches.firstKey());
        }
    }
}
