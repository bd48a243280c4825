package dev.kurier.accumulator;

import dev.kurier.accumulator.delivery.BatchOutcome;
import dev.kurier.accumulator.memory.MemoryChunk;
import dev.kurier.api.error.ProducerException;
import dev.kurier.protocol.compress.CompressionType;
import dev.kurier.protocol.record.BatchHeader;
import dev.kurier.protocol.record.DecodedRecord;
import dev.kurier.protocol.record.EncodedRecord;
import dev.kurier.protocol.record.HeadersEncoder;
import dev.kurier.protocol.record.ReadLimits;
import dev.kurier.protocol.record.RecordBatchReader;
import dev.kurier.protocol.record.RecordBatchWriter;
import dev.kurier.protocol.record.RecordHeader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Makes new batches of a sealed one's records, which it decodes and writes anew with their new offset deltas.
 *
 * <p>Either all parts are made and the outcome is divided among them, or nothing has changed.
 */
final class BatchDivision {
    private final SealedBatch whole;
    private final Payload bytes;
    private final List<DecodedRecord> records;
    private final EncodedRecord encoded = new EncodedRecord();
    private final HeadersEncoder headers = new HeadersEncoder();

    BatchDivision(SealedBatch whole, Payload bytes) {
        this.whole = whole;
        this.bytes = bytes;
        this.records = decode();
    }

    /** Divides into runs of records that are about equally large. */
    List<SealedBatch> split(int targetSizeBytes) {
        int parts = Math.max(2, (int) Math.ceil((double) bytes.sizeBytes() / Math.max(1, targetSizeBytes)));
        long shareBytes = Math.max(1, bytes.uncompressedBytes() / parts);
        List<int[]> groups = new ArrayList<>();
        int from = 0;
        long sizeBytes = 0;
        for (int i = 0; i < records.size(); i++) {
            int next = sizeOf(i, 0, records.get(i).timestampMs());
            if (i > from && sizeBytes + next > shareBytes) {
                groups.add(IntStream.range(from, i).toArray());
                from = i;
                sizeBytes = 0;
            }
            sizeBytes += next;
        }
        groups.add(IntStream.range(from, records.size()).toArray());
        if (groups.size() == 1) {
            int half = records.size() / 2;
            groups = List.of(
                    IntStream.range(0, half).toArray(),
                    IntStream.range(half, records.size()).toArray());
        }
        return divide(groups, List.of());
    }

    /** Puts the culprits each into an outcome of its own, which fails at once, and the others into one batch. */
    List<SealedBatch> without(Map<Integer, ProducerException> culprits) {
        int[] innocents = IntStream.range(0, records.size())
                .filter(index -> !culprits.containsKey(index))
                .toArray();
        List<Integer> guilty = IntStream.range(0, records.size())
                .filter(culprits::containsKey)
                .boxed()
                .toList();
        List<ProducerException> errors = guilty.stream().map(culprits::get).toList();
        List<int[]> groups = new ArrayList<>();
        if (innocents.length > 0) {
            groups.add(innocents);
        }
        guilty.forEach(index -> groups.add(new int[] {index}));
        return divide(groups, errors);
    }

    /** Makes batches of all groups but the last ones, for which there are errors. */
    private List<SealedBatch> divide(List<int[]> groups, List<ProducerException> errors) {
        int made = groups.size() - errors.size();
        List<Payload> payloads = new ArrayList<>(made);
        List<BatchOutcome> outcomes;
        try {
            for (int[] group : groups.subList(0, made)) {
                payloads.add(write(group));
            }
            outcomes = whole.outcome().divide(groups);
        } catch (Throwable e) {
            payloads.forEach(Payload::release);
            throw e;
        }
        List<SealedBatch> parts = new ArrayList<>(made);
        for (int i = 0; i < made; i++) {
            parts.add(new SealedBatch(whole.origin(), outcomes.get(i), contents(groups.get(i)), payloads.get(i), true));
        }
        for (int i = 0; i < errors.size(); i++) {
            outcomes.get(made + i).failed(errors.get(i));
        }
        return parts;
    }

    private SealedBatch.Contents contents(int[] group) {
        long max = records.get(group[0]).timestampMs();
        for (int index : group) {
            max = Math.max(max, records.get(index).timestampMs());
        }
        return new SealedBatch.Contents(group.length, records.get(group[0]).timestampMs(), max);
    }

    private Payload write(int[] group) {
        long base = records.get(group[0]).timestampMs();
        long sizeBytes = BatchHeader.SIZE;
        for (int i = 0; i < group.length; i++) {
            sizeBytes += sizeOf(group[i], i, base);
        }
        MemoryChunk chunk = whole.chain().memory().overdraw(whole.chain().share(), Math.toIntExact(sizeBytes));
        Payload payload = new Payload(whole.chain().memory());
        payload.add(chunk, (int) sizeBytes);
        int at = BatchHeader.SIZE;
        for (int i = 0; i < group.length; i++) {
            fill(group[i]);
            at = RecordBatchWriter.write(chunk.buffer(), at, encoded, i, encoded.timestampMs - base);
        }
        if (bytes.compression() != CompressionType.NONE) {
            payload.compress(whole.chain().codec());
        }
        return payload;
    }

    private int sizeOf(int index, int offsetDelta, long base) {
        fill(index);
        return RecordBatchWriter.sizeOf(encoded, offsetDelta, encoded.timestampMs - base);
    }

    private void fill(int index) {
        DecodedRecord record = records.get(index);
        encoded.timestampMs(record.timestampMs()).key(record.key()).value(record.value());
        headers.reset();
        for (RecordHeader header : record.headers()) {
            headers.add(header.name(), header.value());
        }
        headers.applyTo(encoded);
    }

    private List<DecodedRecord> decode() {
        ByteBuffer flat = ByteBuffer.allocate(bytes.sizeBytes());
        whole.encode(BatchHeader.NO_PRODUCER_ID, BatchHeader.NO_PRODUCER_EPOCH, BatchHeader.NO_SEQUENCE)
                .forEach(flat::put);
        ReadLimits limits = new ReadLimits(bytes.uncompressedBytes(), whole.recordCount(), Integer.MAX_VALUE);
        return new RecordBatchReader(limits).readAll(flat.flip());
    }
}
