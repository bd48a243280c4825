package dev.kurier.producer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.api.Headers;
import dev.kurier.producer.send.SendScratch;
import org.junit.jupiter.api.Test;

/** Shows what a thread that has sent a large record keeps until its next one: see docs/memory.md. */
class ThreadMemoryTest {
    private final SendScratch scratch = new SendScratch(null, null);

    @Test
    void keepsLittleOfALargeRecord() {
        scratch.keyBytes.put(new byte[1_000_000]);
        scratch.valueBytes.put(new byte[1_000_000]);

        scratch.release();

        assertThat(scratch.keyBytes.array().length).isLessThanOrEqualTo(32 * 1024);
        assertThat(scratch.valueBytes.array().length).isLessThanOrEqualTo(32 * 1024);
    }

    @Test
    void keepsTheMemoryOfUsualRecords() {
        scratch.valueBytes.put(new byte[16_000]);
        byte[] grown = scratch.valueBytes.array();

        scratch.release();

        assertThat(scratch.valueBytes.array()).isSameAs(grown);
    }

    @Test
    void keepsLittleOfLargeHeaders() {
        scratch.pending.headers(Headers.none().with("large", new byte[40_000]));

        scratch.release();

        scratch.pending.headers(Headers.none().with("small", new byte[1]));
        assertThat(scratch.pending.encoded().headers.length).isLessThanOrEqualTo(16 * 1024);
    }
}
