package dev.kurier.protocol.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.protocol.compress.CompressionType;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bytes that kafka-clients 4.4.0 wrote. */
class GoldenBatchTest {
    private static final String TRANSACTIONAL = "000000000000000000000045ffffffff02e67e37fa0010000000010000018bcfe56800"
            + "0000018bcfe5680500000000000003e80003000000070000000218000000026b027602026802010c000a02010100";
    private static final String PLAIN = "00000000000000000000003affffffff026f484c23000000000000000000000000000100000000"
            + "00000001ffffffffffffffffffffffffffff0000000110000000026b027600";

    private static final long BASE = 1_700_000_000_000L;

    @Test
    void writesTransactionalBatchOfTwoRecords() {
        HeadersEncoder headers = new HeadersEncoder();
        headers.add("h", new byte[] {1});
        EncodedRecord first = new EncodedRecord().key("k".getBytes(UTF_8)).value("v".getBytes(UTF_8));
        headers.applyTo(first);
        EncodedRecord second = new EncodedRecord();
        ByteBuffer batch = ByteBuffer.allocate(200);
        int end = RecordBatchWriter.write(batch, BatchHeader.SIZE, first, 0, 0);
        end = RecordBatchWriter.write(batch, end, second, 1, 5);
        short attributes = BatchAttributes.of(CompressionType.NONE, true);

        int size = BatchHeaderWriter.write(
                batch,
                0,
                new BatchDescription(attributes, 2, BASE, BASE + 5, 1000, (short) 3, 7),
                List.of(batch.slice(BatchHeader.SIZE, end - BatchHeader.SIZE)));

        assertThat(size).isEqualTo(end);
        assertThat(HexFormat.of().formatHex(batch.array(), 0, end)).isEqualTo(TRANSACTIONAL);
    }

    @Test
    void writesBatchWithoutProducerId() {
        EncodedRecord record = new EncodedRecord().key("k".getBytes(UTF_8)).value("v".getBytes(UTF_8));
        ByteBuffer batch = ByteBuffer.allocate(200);
        int end = RecordBatchWriter.write(batch, BatchHeader.SIZE, record, 0, 0);

        BatchHeaderWriter.write(
                batch,
                0,
                new BatchDescription((short) 0, 1, 1, 1, -1, (short) -1, -1),
                List.of(batch.slice(BatchHeader.SIZE, end - BatchHeader.SIZE)));

        assertThat(HexFormat.of().formatHex(batch.array(), 0, end)).isEqualTo(PLAIN);
    }

    @Test
    void readsTransactionalBatch() {
        ByteBuffer bytes = ByteBuffer.wrap(HexFormat.of().parseHex(TRANSACTIONAL));

        RecordBatch batch = RecordBatchReader.batches(bytes).get(0);

        assertThat(batch.header())
                .isEqualTo(new BatchHeader(
                        0, 69, -1, (byte) 2, 0xe67e37fa, (short) 0x10, 1, BASE, BASE + 5, 1000, (short) 3, 7, 2));
        assertThat(batch.header().isTransactional()).isTrue();
        assertThat(batch.header().compression()).isEqualTo(CompressionType.NONE);
        assertThat(new RecordBatchReader().records(batch))
                .containsExactly(
                        new DecodedRecord(
                                0,
                                BASE,
                                "k".getBytes(UTF_8),
                                "v".getBytes(UTF_8),
                                List.of(new RecordHeader("h", new byte[] {1}))),
                        new DecodedRecord(1, BASE + 5, null, null, List.of()));
    }

    @Test
    void readsBatchWithoutProducerId() {
        List<DecodedRecord> records =
                new RecordBatchReader().readAll(ByteBuffer.wrap(HexFormat.of().parseHex(PLAIN)));

        assertThat(records)
                .containsExactly(new DecodedRecord(0, 1, "k".getBytes(UTF_8), "v".getBytes(UTF_8), List.of()));
    }
}
