package dev.kurier.protocol.record;

import dev.kurier.protocol.compress.Codec;
import dev.kurier.protocol.compress.CompressionType;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** One batch made from a seed: its description, the records in it, and the bytes that we write for it. */
final class RandomBatch {
    private static final String[] NAMES = {"", "h", "trace-id", "größe", "日本", "\uD83D\uDE00", "x".repeat(200)};

    final List<DecodedRecord> records;
    final BatchDescription description;

    RandomBatch(List<DecodedRecord> records, BatchDescription description) {
        this.records = records;
        this.description = description;
    }

    static RandomBatch of(Random random) {
        return of(random, CompressionType.NONE);
    }

    static RandomBatch of(Random random, CompressionType type) {
        int count = 1 + random.nextInt(random.nextInt(10) == 0 ? 300 : 12);
        long base = 1_700_000_000_000L + random.nextInt(1000);
        int maxLength = random.nextInt(8) == 0 ? 20_000 : 150;
        List<DecodedRecord> records = new ArrayList<>();
        long max = base;
        for (int i = 0; i < count; i++) {
            long timestamp = i == 0 ? base : Math.max(0, base + timestampDelta(random));
            max = Math.max(max, timestamp);
            records.add(new DecodedRecord(
                    i, timestamp, bytes(random, maxLength / 4), bytes(random, maxLength), headers(random)));
        }
        boolean sequenced = random.nextBoolean();
        boolean transactional = sequenced && random.nextBoolean();
        return new RandomBatch(
                List.copyOf(records),
                new BatchDescription(
                        BatchAttributes.of(type, transactional),
                        count,
                        base,
                        max,
                        sequenced ? random.nextLong() >>> 1 : BatchHeader.NO_PRODUCER_ID,
                        sequenced ? (short) random.nextInt(Short.MAX_VALUE) : BatchHeader.NO_PRODUCER_EPOCH,
                        sequenced ? sequence(random) : BatchHeader.NO_SEQUENCE));
    }

    /** Encodes the whole batch as one buffer, its payload written in direct memory and cut into pieces by {@code random}. */
    ByteBuffer encode(Random random, Codec codec) {
        List<ByteBuffer> payload = cut(random, payload(records, description.baseTimestamp()));
        if (codec.type() != CompressionType.NONE) {
            ByteArrayOutputStream compressed = new ByteArrayOutputStream();
            codec.compress(payload, compressed);
            payload = cut(random, ByteBuffer.wrap(compressed.toByteArray()));
        }
        ByteBuffer header = ByteBuffer.allocateDirect(BatchHeader.SIZE + 3);
        int size = BatchHeaderWriter.write(header, 2, description, payload);
        ByteBuffer batch = ByteBuffer.allocate(size).put(header.slice(2, BatchHeader.SIZE));
        payload.forEach(part -> batch.put(part.duplicate()));
        return batch.flip();
    }

    static ByteBuffer payload(List<DecodedRecord> records, long baseTimestamp) {
        EncodedRecord record = new EncodedRecord();
        HeadersEncoder headers = new HeadersEncoder();
        int size = 0;
        for (DecodedRecord each : records) {
            fill(record, headers, each);
            size += RecordBatchWriter.sizeOf(record, (int) each.offset(), each.timestampMs() - baseTimestamp);
        }
        ByteBuffer payload = ByteBuffer.allocateDirect(size);
        int at = 0;
        for (DecodedRecord each : records) {
            fill(record, headers, each);
            at = RecordBatchWriter.write(payload, at, record, (int) each.offset(), each.timestampMs() - baseTimestamp);
        }
        return payload;
    }

    static void fill(EncodedRecord record, HeadersEncoder headers, DecodedRecord from) {
        headers.reset();
        from.headers().forEach(header -> headers.add(header.name(), header.value()));
        headers.applyTo(record);
        record.key(from.key()).value(from.value()).timestampMs(from.timestampMs());
    }

    static List<ByteBuffer> cut(Random random, ByteBuffer whole) {
        List<ByteBuffer> parts = new ArrayList<>();
        int at = 0;
        while (at < whole.limit()) {
            int length = 1 + random.nextInt(whole.limit() - at);
            parts.add(whole.duplicate().position(at).limit(at + length));
            at += length;
        }
        return parts;
    }

    private static long timestampDelta(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> -random.nextInt(100_000);
            case 1 -> random.nextInt();
            case 2 -> 1L << random.nextInt(60);
            default -> random.nextInt(200);
        };
    }

    private static int sequence(Random random) {
        return random.nextBoolean() ? Integer.MAX_VALUE - random.nextInt(3) : random.nextInt(1000);
    }

    private static byte[] bytes(Random random, int maxLength) {
        int kind = random.nextInt(6);
        if (kind == 0) {
            return null;
        }
        byte[] bytes = new byte[kind == 1 ? 0 : random.nextInt(maxLength + 1)];
        if (random.nextBoolean()) {
            random.nextBytes(bytes);
        } else {
            Arrays.fill(bytes, (byte) random.nextInt());
        }
        return bytes;
    }

    private static List<RecordHeader> headers(Random random) {
        int count = random.nextInt(3) == 0 ? random.nextInt(random.nextInt(20) == 0 ? 100 : 4) : 0;
        List<RecordHeader> headers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            headers.add(new RecordHeader(NAMES[random.nextInt(NAMES.length)], bytes(random, 40)));
        }
        return List.copyOf(headers);
    }
}
