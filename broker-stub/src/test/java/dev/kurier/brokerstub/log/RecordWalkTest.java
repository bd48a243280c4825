package dev.kurier.brokerstub.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kurier.brokerstub.release.Release;
import dev.kurier.protocol.ProtocolException;
import dev.kurier.protocol.compress.CompressionType;
import dev.kurier.protocol.record.BatchAttributes;
import dev.kurier.protocol.record.BatchDescription;
import dev.kurier.protocol.record.BatchHeader;
import dev.kurier.protocol.record.BatchHeaderWriter;
import dev.kurier.protocol.record.EncodedRecord;
import dev.kurier.protocol.record.HeadersEncoder;
import dev.kurier.protocol.record.RecordBatchReader;
import dev.kurier.protocol.record.RecordBatchWriter;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordWalkTest {
    private static final long SEED = Long.getLong("kurier.seed", 20261123L);

    @Test
    void passesWhatOurWriterWrites() throws Exception {
        Random random = new Random(SEED);
        for (int round = 0; round < 500; round++) {
            int count = 1 + random.nextInt(20);
            RecordWalk.check(records(random, count), count, lenient());
        }
    }

    /** Damaged bytes pass only where the strict decoder of the protocol module passes them too. */
    @Test
    void stopsAtWhatTheDecoderStopsAt() {
        Random random = new Random(SEED);
        int refused = 0;
        for (int round = 0; round < 20_000; round++) {
            int count = 1 + random.nextInt(3);
            ByteBuffer records = records(random, count);
            int at = random.nextInt(records.limit());
            records.put(at, (byte) random.nextInt(256));
            if (passes(records, count)) {
                assertThat(decodes(records, count))
                        .as("seed=%d round=%d", SEED, round)
                        .isTrue();
            } else {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(1000);
    }

    @ParameterizedTest
    @CsvSource({
        "0e 00 00 02 01 01 00 00, 1, record 0 has offsetDelta=1",
        "0c 00 00 00 01 01 00, 2, a record ends in the middle of a number",
        "0c 00 00 00 01 01 00 55, 1, 1 bytes follow the last of recordsCount=1",
        "0e 00 00 00 01 01 00 00, 1, 1 bytes behind its headers",
        "20 00 00 00 01 01 00, 1, 'record 0 has length=16, but 6 bytes are left'",
        "01 00 00 00 01 01 00, 1, record 0 has length=-1",
        "0c 00 00 00 03 01 00, 1, a field of length=-2",
        "0c 00 00 00 01 10 00, 1, a field of length=8",
        "0c 00 00 00 01 01 01, 1, headersCount=-1",
        "ff ff ff ff ff 0f, 1, more than 32 bits",
    })
    void saysWhatIsWrong(String hex, int count, String message) {
        ByteBuffer records =
                ByteBuffer.wrap(java.util.HexFormat.ofDelimiter(" ").parseHex(hex));

        assertThatThrownBy(() -> RecordWalk.check(records, count, lenient()))
                .isInstanceOf(BatchRefusal.class)
                .hasMessageContaining(message);
    }

    private static boolean passes(ByteBuffer records, int count) {
        try {
            RecordWalk.check(records, count, lenient());
            return true;
        } catch (BatchRefusal e) {
            return false;
        }
    }

    private static boolean decodes(ByteBuffer records, int count) {
        ByteBuffer batch = ByteBuffer.allocate(BatchHeader.SIZE + records.limit());
        short attributes = BatchAttributes.of(CompressionType.NONE, false);
        BatchHeaderWriter.write(
                batch, 0, new BatchDescription(attributes, count, 0, 0, -1, (short) -1, -1), List.of(records));
        batch.put(BatchHeader.SIZE, records, 0, records.limit());
        try {
            return new RecordBatchReader().readAll(batch).size() == count;
        } catch (ProtocolException e) {
            return false;
        }
    }

    private static ByteBuffer records(Random random, int count) {
        ByteBuffer records = ByteBuffer.allocate(count * 400);
        int at = 0;
        for (int i = 0; i < count; i++) {
            EncodedRecord record = new EncodedRecord()
                    .key(random.nextBoolean() ? null : new byte[random.nextInt(100)])
                    .value(random.nextBoolean() ? null : new byte[random.nextInt(100)]);
            if (random.nextBoolean()) {
                HeadersEncoder headers = new HeadersEncoder();
                headers.add("name", new byte[random.nextInt(20)]);
                headers.add("", null);
                headers.applyTo(record);
            }
            at = RecordBatchWriter.write(records, at, record, i, random.nextInt(1000) - 500);
        }
        return records.limit(at).slice();
    }

    private static BatchHeader header() {
        ByteBuffer batch = ByteBuffer.allocate(BatchHeader.SIZE);
        short attributes = BatchAttributes.of(CompressionType.NONE, false);
        BatchHeaderWriter.write(
                batch,
                0,
                new BatchDescription(attributes, 1, 0, 0, -1, (short) -1, -1),
                List.of(ByteBuffer.allocate(0)));
        return BatchHeader.read(batch);
    }

    /** Any key and any time will do. */
    private static RecordRules lenient() {
        LogSettings settings = new LogSettings(1 << 20, 1 << 20, true, false, true);
        return new RecordRules(settings, new AppendTerms("t", 0, 0, 0, true, Release.NEWEST), header());
    }
}
