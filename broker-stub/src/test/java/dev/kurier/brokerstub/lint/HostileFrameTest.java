package dev.kurier.brokerstub.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.brokerstub.look.TopicNames;
import dev.kurier.brokerstub.tap.Party;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Frames of few bytes that make much work. */
@Timeout(60)
class HostileFrameTest {
    private static final int SMALLEST_RECORD = 7;
    private static final int HEADER = 61;

    @Test
    void keepsNoMoreFindingsOfOneRequestThanOfAll() throws IOException {
        int records = 1_000_000;
        byte[] twoFindings = {12, 1, 0, 2, 1, 1, 0}; // attributes=1, offsetDelta=1
        byte[] frame = frame("t", 1, batch(records, gzip(twoFindings, records)));

        LintReport report = new RequestLinter().check(ByteBuffer.wrap(frame));

        assertThat(frame.length).isLessThan(30_000);
        assertThat(report).hasSize(LintReport.Draft.MOST_KEPT);
        assertThat(report.size() + report.notKept()).isEqualTo(2L * records - 1); // one record's delta is right
    }

    @Test
    void sharesTheBoundAmongTheRequestsOfALog() throws IOException {
        byte[] twoFindings = {12, 1, 0, 2, 1, 1, 0};
        byte[] frame = frame("t", 1, batch(4_000, gzip(twoFindings, 4_000)));
        LintLog log = new LintLog(TopicNames.NONE);

        for (int i = 0; i < 3; i++) {
            log.received(new Party(1, 1, "memory"), ByteBuffer.wrap(frame), 0);
        }

        assertThat(log.report()).hasSize(LintReport.Draft.MOST_KEPT);
        assertThat(log.report().size() + log.report().notKept()).isEqualTo(3 * 7_999);
    }

    @Test
    void cutsNamesThatAreLongInEachFinding() throws IOException {
        byte[] frame = frame("x".repeat(32_000), 200, new byte[0]);

        LintReport report = new RequestLinter().check(ByteBuffer.wrap(frame));

        assertThat(report).hasSizeGreaterThan(200);
        assertThat(report).allSatisfy(finding -> {
            assertThat(finding.place().length()).isLessThan(400);
            assertThat(finding.found().length()).isLessThan(400);
        });
    }

    @Test
    void decompressesSoMuchOfARequestAndNoMore() throws IOException {
        byte[] one = new byte[SMALLEST_RECORD]; // of length 0
        byte[] bomb = batch(1, gzip(one, (60 << 20) / SMALLEST_RECORD));

        LintReport report = new RequestLinter().check(ByteBuffer.wrap(frame("t", 12, bomb)));

        assertThat(report)
                .filteredOn(finding -> finding.rule() == LintRule.PAYLOAD_UNREADABLE)
                .hasSize(4); // 8 of 60 MiB are read, of the ninth not all, of the others nothing
    }

    @Test
    void remembersSoManyPartitionsOfARequestAndNoMore() throws IOException {
        int bound = 100_000;
        int[] partitions = IntStream.rangeClosed(0, bound + 2).toArray();
        partitions[bound + 1] = bound; // again, but beyond the bound
        partitions[bound + 2] = 0; // again

        LintReport report = new RequestLinter().check(ByteBuffer.wrap(frame("t", partitions, new byte[0])));

        long missingRecords = partitions.length;
        assertThat(report.size() + report.notKept()).isEqualTo(missingRecords + 1);
    }

    private static byte[] gzip(byte[] record, int times) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] block = new byte[record.length * 1_000];
        for (int i = 0; i < 1_000; i++) {
            System.arraycopy(record, 0, block, i * record.length, record.length);
        }
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            for (int left = times; left > 0; left -= 1_000) {
                out.write(block, 0, Math.min(left, 1_000) * record.length);
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] batch(int records, byte[] payload) {
        ByteBuffer batch = ByteBuffer.allocate(HEADER + payload.length);
        batch.putLong(0)
                .putInt(HEADER - 12 + payload.length)
                .putInt(-1)
                .put((byte) 2)
                .putInt(0);
        batch.putShort((short) 1).putInt(records - 1).putLong(1).putLong(1);
        batch.putLong(-1).putShort((short) -1).putInt(-1).putInt(records).put(payload);
        CRC32C crc = new CRC32C();
        crc.update(batch.array(), 21, batch.capacity() - 21);
        return batch.putInt(17, (int) crc.getValue()).array();
    }

    private static byte[] frame(String topic, int partitions, byte[] batch) throws IOException {
        return frame(topic, IntStream.range(0, partitions).toArray(), batch);
    }

    /** Writes Produce 7 with the same batch for each of these partitions. */
    private static byte[] frame(String topic, int[] partitions, byte[] batch) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeShort(0);
        out.writeShort(7);
        out.writeInt(1);
        out.writeShort(1);
        out.writeByte('c');
        out.writeShort(-1);
        out.writeShort(-1);
        out.writeInt(1_000);
        out.writeInt(1);
        out.writeShort(topic.length());
        out.write(topic.getBytes(StandardCharsets.UTF_8));
        out.writeInt(partitions.length);
        for (int partition : partitions) {
            out.writeInt(partition);
            out.writeInt(batch.length);
            out.write(batch);
        }
        return Arrays.copyOf(bytes.toByteArray(), bytes.size());
    }
}
