package dev.kurier.protocol.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class HeadersEncoderTest {
    private final HeadersEncoder encoder = new HeadersEncoder();
    private final EncodedRecord record = new EncodedRecord();

    @Test
    void recordWithoutHeadersHasACountOfZero() {
        encoder.applyTo(record);

        assertThat(section()).isEqualTo("00");
    }

    @Test
    void encodesNamesAndValuesInOrder() {
        encoder.add("a", new byte[] {1, 2});
        encoder.add("a", null);
        encoder.add("ü", new byte[0]);
        encoder.applyTo(record);

        assertThat(section()).isEqualTo("06" + "02" + "61" + "04" + "0102" + "02" + "61" + "01" + "04" + "c3bc" + "00");
    }

    @Test
    void resetForgetsHeaders() {
        encoder.add("a", new byte[200_000]);
        encoder.applyTo(record);
        encoder.reset();
        encoder.add("b", null);
        encoder.applyTo(record);

        assertThat(section()).isEqualTo("02" + "02" + "62" + "01");
        assertThat(record.headers).hasSizeLessThan(1000);
    }

    @Test
    void countOfSeveralBytesStandsRightBeforeTheEntries() {
        for (int i = 0; i < 100; i++) {
            encoder.add("n", null);
        }
        encoder.applyTo(record);

        assertThat(section()).startsWith("c801" + "026e01" + "026e01").hasSize(2 * (2 + 300));
    }

    @Test
    void growsForLargeHeaders() {
        byte[] large = new byte[1 << 20];
        Arrays.fill(large, (byte) 7);
        encoder.add("x".repeat(1000), large);
        encoder.add("tail", "end".getBytes(StandardCharsets.UTF_8));
        encoder.applyTo(record);

        assertThat(record.headersLength).isEqualTo(1 + 2 + 1000 + 4 + large.length + 1 + 4 + 1 + 3);
        assertThat(section()).endsWith("08" + "7461696c" + "06" + "656e64");
    }

    private String section() {
        return HexFormat.of()
                .formatHex(record.headers, record.headersOffset, record.headersOffset + record.headersLength);
    }
}
