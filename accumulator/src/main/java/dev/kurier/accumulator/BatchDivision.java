package dev.kurier.accumulator;

import dev.kurier.accumulator.delivery.BatchOutcome;
import dev.kurier.accumulator.memory.MemoryChunk;
import dev.kurier.accumulator.memory.MemoryPool;
import dev.kurier.api.error.ProducerException;
import dev.kurier.protocol.compress.CompressionType;
import dev.kurier.protocol.record.BatchHeader;
import dev.kurier.protocol.record.DecodedRecord;
import dev.kurier.protocol.record.EncodedRecord;
import dev.kurier.protocol.record.HeadersEncoder;
import dev.kurier.protocol.record.ReadLimits;
import dev.kurier.protocol.record.RecordBatch;
import dev.kurier.protocol.record.RecordBatchReader;
import dev.kurier.protocol.record.RecordBatchWriter;
import dev.kurier.protocol.record.RecordHeader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes new batches of a sealed one's records, which it reads one by one and writes again with their new offset deltas.
 *
 * <p>Either all parts are made and the outcome is divided among them, or nothing has changed. Beside one record at a time,
 * and what a codec needs, the memory is the pool's while it has any.
 */
final class BatchDivision {
    private final SealedBatch whole;
    private final Payload bytes;
    private final MemoryPool memory;
    private final EncodedRecord encoded = new EncodedRecord();
    private final HeadersEncoder headers = new HeadersEncoder();

    BatchDivision(SealedBatch whole, Payload bytes) {
        this.whole = whole;
        this.bytes = bytes;
        this.memory = whole.chain().memory();
    }

    /** Divides into runs of records that are about equally large. */
    List<SealedBatch> split(int targetSizeBytes) {
        int parts = Math.max(2, (int) Math.ceil((double) bytes.sizeBytes() / Math.max(1, targetSizeBytes)));
        long shareBytes = (bytes.uncompressedBytes() - BatchHeader.SIZE + parts - 1) / parts;
        return divide(index -> true, shareBytes, List.of(), List.of());
    }

    /** Puts the culprits each into an outcome of its own, which fails at once, and the others into one batch. */
    List<SealedBatch> without(Map<Integer, ProducerException> culprits) {
        List<int[]> alone = new ArrayList<>();
        List<ProducerException> errors = new ArrayList<>();
        for (int index = 0; index < whole.recordCount(); index++) {
            ProducerException error = culprits.get(index);
            if (error != null) {
                alone.add(new int[] {index});
                errors.add(error);
            }
        }
        return divide(index -> !culprits.containsKey(index), Long.MAX_VALUE, alone, errors);
    }

    /** Makes batches of the records that stay, and fails the others. */
    private List<SealedBatch> divide(
            IntPredicate stays, long shareBytes, List<int[]> alone, List<ProducerException> errors) {
        List<Part> parts = new ArrayList<>();
        MemoryChunk flat = flatten();
        List<BatchOutcome> outcomes;
        try {
            ByteBuffer source = flat.buffer().slice(0, bytes.sizeBytes());
            plan(source, stays, shareBytes, parts);
            write(source, stays, parts);
            List<int[]> groups = new ArrayList<>();
            parts.forEach(part -> groups.add(part.indexes(stays)));
            groups.addAll(alone);
            outcomes = whole.outcome().divide(groups);
        } catch (Throwable e) {
            parts.forEach(Part::release);
            throw e;
        } finally {
            memory.release(flat);
        }
        List<SealedBatch> made = new ArrayList<>(parts.size());
        for (int i = 0; i < parts.size(); i++) {
            made.add(parts.get(i).sealed(whole.origin(), outcomes.get(i)));
        }
        for (int i = 0; i < errors.size(); i++) {
            outcomes.get(parts.size() + i).failed(errors.get(i));
        }
        return made;
    }

    /** The batch in one piece. */
    private MemoryChunk flatten() {
        List<ByteBuffer> pieces =
                whole.encode(BatchHeader.NO_PRODUCER_ID, BatchHeader.NO_PRODUCER_EPOCH, BatchHeader.NO_SEQUENCE);
        MemoryChunk flat = memory.overdraw(whole.chain().share(), bytes.sizeBytes());
        int at = 0;
        for (ByteBuffer piece : pieces) {
            int length = piece.remaining();
            flat.buffer().put(at, piece, piece.position(), length);
            at += length;
        }
        return flat;
    }

    private void plan(ByteBuffer source, IntPredicate stays, long shareBytes, List<Part> parts) {
        forEach(source, stays, index -> {
            Part last = parts.isEmpty() ? null : parts.get(parts.size() - 1);
            // Sizes are counted without the deltas of the whole: all might seem to fit into one share.
            boolean mustPart = shareBytes < Long.MAX_VALUE && parts.size() == 1 && index == whole.recordCount() - 1;
            if (last == null || mustPart || last.shareBytes + RecordBatchWriter.sizeOf(encoded, 0, 0) > shareBytes) {
                last = new Part(index, encoded.timestampMs);
                parts.add(last);
            }
            last.plan(encoded);
        });
    }

    private void write(ByteBuffer source, IntPredicate stays, List<Part> parts) {
        if (parts.isEmpty()) {
            return;
        }
        Iterator<Part> rest = parts.iterator();
        Part[] current = {rest.next()};
        forEach(source, stays, index -> {
            if (current[0].isWritten()) {
                current[0] = rest.next();
            }
            current[0].write(encoded);
        });
        for (Part part : parts) {
            if (bytes.compression() != CompressionType.NONE) {
                part.payload().compress(whole.chain().codec());
            }
        }
    }

    /** Puts one record after the other that stays into {@link #encoded}. */
    private void forEach(ByteBuffer source, IntPredicate stays, IntConsumer visit) {
        ReadLimits limits = new ReadLimits(bytes.uncompressedBytes(), whole.recordCount(), Integer.MAX_VALUE);
        RecordBatch batch = RecordBatchReader.batches(source).get(0);
        int[] index = {0};
        new RecordBatchReader(limits).forEachRecord(batch, record -> {
            if (stays.test(index[0])) {
                fill(record);
                visit.accept(index[0]);
            }
            index[0]++;
        });
    }

    private void fill(DecodedRecord record) {
        encoded.timestampMs(record.timestampMs()).key(record.key()).value(record.value());
        headers.reset();
        for (RecordHeader header : record.headers()) {
            headers.add(header.name(), header.value());
        }
        headers.applyTo(encoded);
    }

    /** Collects the records of one new batch: first how many there are and how large, then their bytes. */
    private final class Part {
        private final int first;
        private final long baseMs;
        private long maxMs;
        private int count;
        private long bodyBytes;
        private long shareBytes;
        private int written;
        private int at = BatchHeader.SIZE;
        private @Nullable MemoryChunk chunk;
        private @Nullable Payload payload;

        Part(int first, long baseMs) {
            this.first = first;
            this.baseMs = baseMs;
            this.maxMs = baseMs;
        }

        void plan(EncodedRecord record) {
            shareBytes += RecordBatchWriter.sizeOf(record, 0, 0);
            bodyBytes += RecordBatchWriter.sizeOf(record, count, record.timestampMs - baseMs);
            maxMs = Math.max(maxMs, record.timestampMs);
            count++;
        }

        void write(EncodedRecord record) {
            payload();
            if (chunk != null) {
                at = RecordBatchWriter.write(chunk.buffer(), at, record, written++, record.timestampMs - baseMs);
            }
        }

        boolean isWritten() {
            return written == count;
        }

        /** The memory, taken when it is first asked for. */
        Payload payload() {
            Payload present = payload;
            if (present == null) {
                int sizeBytes = Math.toIntExact(BatchHeader.SIZE + bodyBytes);
                chunk = memory.overdraw(whole.chain().share(), sizeBytes);
                present = new Payload(memory);
                present.add(chunk, sizeBytes);
                payload = present;
            }
            return present;
        }

        int[] indexes(IntPredicate stays) {
            return IntStream.iterate(first, index -> index + 1)
                    .filter(stays)
                    .limit(count)
                    .toArray();
        }

        SealedBatch sealed(SealedBatch.Origin origin, BatchOutcome outcome) {
            return new SealedBatch(origin, outcome, new SealedBatch.Contents(count, baseMs, maxMs), payload(), true);
        }

        void release() {
            if (payload != null) {
                payload.release();
            }
        }
    }
}
