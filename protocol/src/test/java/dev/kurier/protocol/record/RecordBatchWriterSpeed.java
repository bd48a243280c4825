package dev.kurier.protocol.record;

import java.nio.ByteBuffer;

/** Measures, when run by hand, how many 100-byte records one thread writes per second into a direct buffer of 16 KiB. */
final class RecordBatchWriterSpeed {
    private static final int BATCH_BYTES = 16 * 1024;
    private static final int RECORDS_PER_ROUND = 20_000_000;
    private static final int ROUNDS = 6;

    private RecordBatchWriterSpeed() {}

    public static void main(String[] args) {
        ByteBuffer target = ByteBuffer.allocateDirect(BATCH_BYTES);
        HeadersEncoder headers = new HeadersEncoder();
        headers.add("trace", new byte[16]);
        EncodedRecord valueOnly = new EncodedRecord().value(new byte[100]);
        EncodedRecord keyed = new EncodedRecord().key(new byte[8]).value(new byte[100]);
        EncodedRecord withHeader = new EncodedRecord().key(new byte[8]).value(new byte[100]);
        headers.applyTo(withHeader);
        for (int round = 0; round < ROUNDS; round++) {
            System.out.printf(
                    "million records/s: value only %.1f, with key %.1f, with key and header %.1f%n",
                    measure(target, valueOnly), measure(target, keyed), measure(target, withHeader));
        }
    }

    private static double measure(ByteBuffer target, EncodedRecord record) {
        long start = System.nanoTime();
        int at = 0;
        int offsetDelta = 0;
        for (int i = 0; i < RECORDS_PER_ROUND; i++) {
            int size = RecordBatchWriter.sizeOf(record, offsetDelta, 3);
            if (at + size > BATCH_BYTES) {
                at = 0;
                offsetDelta = 0;
            }
            at = RecordBatchWriter.write(target, at, record, offsetDelta++, 3);
        }
        return RECORDS_PER_ROUND * 1e3 / (System.nanoTime() - start);
    }
}
