package dev.kurier.protocol.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.apache.kafka.common.utils.internals.ByteUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VarintTest {
    @ParameterizedTest
    @CsvSource({
        "0, 00",
        "-1, 01",
        "1, 02",
        "63, 7e",
        "-64, 7f",
        "64, 8001",
        "-65, 8101",
        "8191, fe7f",
        "-8192, ff7f",
        "8192, 808001",
        "2147483647, feffffff0f",
        "-2147483648, ffffffff0f"
    })
    void writesZigZagBytes(int value, String hex) {
        ByteBuffer target = ByteBuffer.allocate(10);

        int end = Varint.put(target, 1, value);

        assertThat(HexFormat.of().formatHex(target.array(), 1, end)).isEqualTo(hex);
        assertThat(Varint.sizeOf(value)).isEqualTo(end - 1);
    }

    @Test
    void agreesWithKafkaAroundEveryPowerOfTwo() {
        for (int shift = 0; shift < Long.SIZE; shift++) {
            for (long near = -2; near <= 2; near++) {
                agrees((1L << shift) + near);
                agrees(-(1L << shift) + near);
            }
        }
    }

    @Test
    void agreesWithKafkaOnRandomValues() {
        Seeds.forEach(1000, random -> agrees(random.nextLong() >> random.nextInt(Long.SIZE)));
    }

    private static void agrees(long value) {
        ByteBuffer theirs = ByteBuffer.allocate(Varint.MAX_LONG_BYTES);
        ByteUtils.writeVarlong(value, theirs);
        ByteBuffer ours = ByteBuffer.allocate(Varint.MAX_LONG_BYTES);
        int end = Varint.put(ours, 0, value);
        assertThat(ours.limit(end)).as("varlong %d", value).isEqualTo(theirs.flip());
        assertThat(Varint.sizeOf(value)).as("size of varlong %d", value).isEqualTo(end);

        theirs.clear();
        ByteUtils.writeVarint((int) value, theirs);
        ours.clear();
        end = Varint.put(ours, 0, (int) value);
        assertThat(ours.limit(end)).as("varint %d", (int) value).isEqualTo(theirs.flip());
        assertThat(Varint.sizeOf((int) value))
                .as("size of varint %d", (int) value)
                .isEqualTo(end);
    }
}
