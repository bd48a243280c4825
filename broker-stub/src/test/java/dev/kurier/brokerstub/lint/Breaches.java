package dev.kurier.brokerstub.lint;

import dev.kurier.protocol.compress.CompressionType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Lists requests that each break one rule, and which byte does it: at least one for each rule. */
final class Breaches {
    private static final int FIRST_RECORD = 61;
    private static final int SECOND_RECORD = FIRST_RECORD + RawBatch.RECORD;

    private final List<Breach> all = new ArrayList<>();

    private Breaches() {}

    static List<Breach> all() {
        Breaches breaches = new Breaches();
        breaches.inFrames();
        breaches.inRequests();
        breaches.inBatchHeaders();
        breaches.inProducerFields();
        breaches.inRecords();
        breaches.inCompressedRecords();
        return breaches.all;
    }

    private void inFrames() {
        add(LintRule.FRAME_TOO_SHORT, 5, ByteBuffer.allocate(5));
        add(LintRule.API_UNKNOWN, 0, new RawRequest(9).frame().putShort(0, (short) 999));
        add(LintRule.VERSION_UNSUPPORTED, 2, new RawRequest(9).frame().putShort(2, (short) 2));
        add(LintRule.CLIENT_ID_MISSING, 8, new RawRequest(9).clientId(null).frame());
        add(
                LintRule.TAG_UNKNOWN,
                13,
                new RawRequest(9).headerTags(1, 5, 2, 7, 7).frame());
        RawRequest tagged = new RawRequest(9).bodyTags(1, 9, 1, 7);
        add(LintRule.TAG_UNKNOWN, tagged.bodyTagsAt() + 1, tagged.frame());
        add(
                LintRule.VARINT_NOT_MINIMAL,
                12,
                new RawRequest(9).headerTags(0x80, 0).frame());
        RawRequest longer = new RawRequest(9).behind(1, 2, 3);
        add(LintRule.BYTES_BEHIND_REQUEST, longer.endAt(), longer.frame());
        RawRequest old = new RawRequest(3).behind(1);
        add(LintRule.BYTES_BEHIND_REQUEST, old.endAt(), old.frame());
        RawRequest cut = new RawRequest(3);
        int end = cut.endAt();
        add(
                LintRule.BODY_MALFORMED,
                cut.recordsLengthAt(),
                cut.frame().limit(end - 1).slice());
        RawRequest huge = new RawRequest(3);
        add(LintRule.BODY_MALFORMED, huge.topicsAt(), huge.frame().putInt(huge.topicsAt(), 1 << 20));
    }

    private void inRequests() {
        RawRequest acks = new RawRequest(9).acks(2);
        add(LintRule.ACKS_ILLEGAL, acks.acksAt(), acks.frame());
        RawRequest hasty = new RawRequest(9).timeoutMs(0);
        add(LintRule.TIMEOUT_NOT_POSITIVE, hasty.timeoutAt(), hasty.frame());
        RawRequest empty = new RawRequest(9).topics(0);
        add(LintRule.REQUEST_EMPTY, empty.topicsAt(), empty.frame());
        RawRequest topicOnly = new RawRequest(9).partitions(0);
        add(LintRule.TOPIC_EMPTY, topicOnly.partitionsAt(), topicOnly.frame());
        RawRequest badName = new RawRequest(9).topic("t t");
        add(LintRule.TOPIC_NAME_ILLEGAL, badName.topicAt(), badName.frame());
        RawRequest noName = new RawRequest(8).topic("");
        add(LintRule.TOPIC_NAME_ILLEGAL, noName.topicAt(), noName.frame());
        RawRequest noId = new RawRequest(13);
        add(LintRule.TOPIC_ID_MISSING, noId.topicAt(), noId.frame());
        RawRequest negative = new RawRequest(9).partition(-1);
        add(LintRule.PARTITION_NEGATIVE, negative.partitionAt(), negative.frame());
        RawRequest twice = new RawRequest(9).times(2);
        add(LintRule.PARTITION_REPEATED, twice.partitionAt(), twice.frame());
        RawRequest none = new RawRequest(9).records();
        add(LintRule.RECORDS_MISSING, none.recordsLengthAt(), none.frame());
        RawRequest absent = new RawRequest(8).nullRecords();
        add(LintRule.RECORDS_MISSING, absent.recordsLengthAt(), absent.frame());
    }

    private void inBatchHeaders() {
        byte[] good = new RawBatch().bytes();
        RawRequest cut = new RawRequest(9).records(java.util.Arrays.copyOf(good, 40));
        add(LintRule.BATCH_CUT_OFF, cut.batchAt(), cut.frame());
        batch(LintRule.BATCH_LENGTH_WRONG, 8, new RawBatch().lengthOff(4));
        batch(LintRule.BATCHES_SEVERAL, good.length, new RawBatch().behind(good));
        batch(LintRule.BYTES_BEHIND_BATCH, good.length, new RawBatch().behind((byte) 1, (byte) 2));
        batch(LintRule.MAGIC_UNSUPPORTED, 16, new RawBatch().int8(16, 1));
        batch(LintRule.CRC_WRONG, 17, new RawBatch().wrongCrc());
        batch(LintRule.BASE_OFFSET_NOT_ZERO, 0, new RawBatch().int64(0, 7));
        batch(LintRule.LEADER_EPOCH_SET, 12, new RawBatch().int32(12, 5));
        batch(LintRule.ATTRIBUTES_UNKNOWN, 21, new RawBatch().int16(21, 0x0100));
        batch(LintRule.ATTRIBUTES_UNKNOWN, 22, new RawBatch().int16(21, 0x0080));
        batch(LintRule.CODEC_UNKNOWN, 22, new RawBatch().int16(21, 5));
        RawRequest zstd = RawRequest.of(6, new RawBatch().codec(CompressionType.ZSTD));
        add(LintRule.CODEC_TOO_NEW, zstd.batchAt() + 22, zstd.frame());
        batch(LintRule.LOG_APPEND_TIME_SET, 22, new RawBatch().int16(21, 0x08));
        batch(LintRule.CONTROL_BATCH, 22, new RawBatch().int16(21, 0x20));
        batch(LintRule.DELETE_HORIZON_SET, 22, new RawBatch().int16(21, 0x40));
        batch(
                LintRule.TRANSACTION_UNNAMED,
                22,
                new RawBatch().int16(21, 0x10).int64(43, 4711).int16(51, 0).int32(53, 0));
        batch(
                LintRule.BATCH_EMPTY,
                57,
                new RawBatch().withoutRecords().int32(57, 0).int32(23, -1));
        batch(LintRule.RECORDS_COUNT_WRONG, 57, new RawBatch().int32(57, 4));
        batch(LintRule.RECORDS_COUNT_WRONG, 57, new RawBatch().int32(57, 2));
        batch(LintRule.LAST_OFFSET_DELTA_WRONG, 23, new RawBatch().int32(23, 5));
        batch(LintRule.MAX_TIMESTAMP_WRONG, 35, new RawBatch().int64(35, RawBatch.FIRST_MS + 9));
        batch(LintRule.TIMESTAMP_NEGATIVE, 27, new RawBatch().int64(27, -5).int64(35, -3));
        batch(
                LintRule.PAYLOAD_UNREADABLE,
                FIRST_RECORD,
                new RawBatch().codec(CompressionType.GZIP).payload((byte) 1));
    }

    private void inProducerFields() {
        batch(LintRule.PRODUCER_ID_ILLEGAL, 43, new RawBatch().int64(43, -2));
        batch(
                LintRule.PRODUCER_EPOCH_MISSING,
                51,
                new RawBatch().int64(43, 4712).int32(53, 0));
        batch(LintRule.PRODUCER_EPOCH_ALONE, 51, new RawBatch().int16(51, 0));
        batch(LintRule.BASE_SEQUENCE_MISSING, 53, new RawBatch().int64(43, 4713).int16(51, 0));
        batch(LintRule.BASE_SEQUENCE_ALONE, 53, new RawBatch().int32(53, 0));
    }

    private void inRecords() {
        batch(LintRule.RECORD_LENGTH_WRONG, SECOND_RECORD, new RawBatch().record(RawBatch.RECORD, 0x7e));
        batch(LintRule.RECORD_LENGTH_WRONG, FIRST_RECORD, new RawBatch().instead(7, 0, 9));
        batch(
                LintRule.RECORD_MALFORMED,
                FIRST_RECORD + 3,
                new RawBatch().instead(3, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1));
        batch(LintRule.RECORD_ATTRIBUTES_SET, SECOND_RECORD + 1, new RawBatch().record(RawBatch.RECORD + 1, 1));
        batch(
                LintRule.TIMESTAMP_NEGATIVE,
                SECOND_RECORD + 2,
                new RawBatch().int64(27, 0).int64(35, 2).record(10, 3));
        batch(LintRule.OFFSET_DELTA_WRONG, SECOND_RECORD + 3, new RawBatch().record(RawBatch.RECORD + 3, 4));
        batch(LintRule.VARINT_NOT_MINIMAL, SECOND_RECORD + 3, new RawBatch().instead(RawBatch.RECORD + 3, 0x82, 0));
        batch(LintRule.NULL_LENGTH_ODD, SECOND_RECORD + 4, new RawBatch().record(RawBatch.RECORD + 4, 3));
        batch(LintRule.KEY_LENGTH_ILLEGAL, SECOND_RECORD + 4, new RawBatch().record(RawBatch.RECORD + 4, 0x22));
        batch(LintRule.VALUE_LENGTH_ILLEGAL, SECOND_RECORD + 5, new RawBatch().record(RawBatch.RECORD + 5, 0x20));
        batch(LintRule.HEADERS_COUNT_ILLEGAL, SECOND_RECORD + 7, new RawBatch().record(RawBatch.RECORD + 7, 1));
        batch(LintRule.HEADERS_COUNT_ILLEGAL, SECOND_RECORD + 7, new RawBatch().record(RawBatch.RECORD + 7, 2));
        batch(LintRule.HEADER_KEY_ILLEGAL, SECOND_RECORD + 8, new RawBatch().instead(RawBatch.RECORD + 7, 2, 1, 1));
        batch(
                LintRule.HEADER_VALUE_LENGTH_ILLEGAL,
                SECOND_RECORD + 10,
                new RawBatch().instead(RawBatch.RECORD + 7, 2, 2, 'h', 2));
        batch(LintRule.BYTES_BEHIND_RECORDS, FIRST_RECORD + 3 * RawBatch.RECORD, new RawBatch().behindRecords(0x7e, 1));
    }

    private void inCompressedRecords() {
        for (CompressionType codec :
                List.of(CompressionType.GZIP, CompressionType.SNAPPY, CompressionType.LZ4, CompressionType.ZSTD)) {
            RawRequest wrongDelta = RawRequest.of(
                    9, new RawBatch().record(RawBatch.RECORD + 3, 4).codec(codec));
            all.add(new Breach(
                    LintRule.OFFSET_DELTA_WRONG,
                    wrongDelta.batchAt() + FIRST_RECORD,
                    RawBatch.RECORD + 3,
                    wrongDelta.frame()));
        }
    }

    private void batch(LintRule rule, int offsetInBatch, RawBatch batch) {
        for (int version : new int[] {3, 9, 12}) {
            RawRequest request = RawRequest.of(version, batch);
            add(rule, request.batchAt() + offsetInBatch, request.frame());
        }
    }

    private void add(LintRule rule, int offset, ByteBuffer frame) {
        all.add(new Breach(rule, offset, Finding.NOT_COMPRESSED, frame));
    }
}
