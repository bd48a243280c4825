package dev.kurier.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kurier.api.error.InvalidRecordException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProducerRecordTest {
    private static final String LONGEST = "t".repeat(249);

    @Test
    void needsTopicAndValueOnly() {
        ProducerRecord<String, String> record = ProducerRecord.of("orders", "v");

        assertThat(record.topic()).isEqualTo("orders");
        assertThat(record.value()).isEqualTo("v");
        assertThat(record.key()).isNull();
        assertThat(record.hasPartition()).isFalse();
        assertThat(record.partition()).isEqualTo(-1);
        assertThat(record.hasTimestamp()).isFalse();
        assertThat(record.timestampMs()).isEqualTo(-1);
        assertThat(record.headers().isEmpty()).isTrue();
        assertThat(record.isTombstone()).isFalse();
    }

    @Test
    void refusesAMissingValueAndNamesTheWayToDelete() {
        assertThatThrownBy(() -> ProducerRecord.of("orders", "k", null))
                .isInstanceOf(InvalidRecordException.class)
                .hasMessage("value=null is not allowed in a record for topic 'orders': a record needs a value. Use"
                        + " ProducerRecord.tombstone(topic, key) to delete a key.");
    }

    @Test
    void namesWhatIsNull() {
        ProducerRecord<String, String> record = ProducerRecord.of("t", "v");

        assertThatThrownBy(() -> record.withHeaders(null))
                .isInstanceOf(InvalidRecordException.class)
                .hasMessageContaining("headers=null is not allowed");
        Map<String, ThrowingCallable> calls = new LinkedHashMap<>();
        calls.put("header name", () -> record.withHeader(null, new byte[0]));
        calls.put("header text", () -> Header.of("h", null));
        calls.put("headers", () -> Headers.of((Header[]) null));
        calls.put("header", () -> Headers.of((Header) null));
        calls.put("headers ", () -> Headers.copyOf(null));
        calls.put("header ", () -> Headers.none().with(null));
        calls.put("header name ", () -> Headers.none().without(null));
        calls.put("header name  ", () -> Headers.none().last(null));
        calls.put("name", () -> new MetricName(null, "g", Map.of()));
        calls.put("group", () -> new MetricName("n", null, Map.of()));
        calls.put("tags", () -> new MetricName("n", "g", null));
        calls.put("topic", () -> new TopicPartition(null, 0));
        calls.forEach((name, call) -> assertThatThrownBy(call)
                .isInstanceOf(NullPointerException.class)
                .hasMessage(name.strip()));
    }

    @Test
    void makesTombstonesOfKeysOnly() {
        ProducerRecord<String, String> tombstone = ProducerRecord.tombstone("orders", "k");

        assertThat(tombstone.isTombstone()).isTrue();
        assertThat(tombstone.value()).isNull();
        assertThat(tombstone.key()).isEqualTo("k");
        assertThatThrownBy(() -> ProducerRecord.tombstone("orders", null))
                .isInstanceOf(InvalidRecordException.class)
                .hasMessageContaining("key=null is not allowed");
    }

    @Test
    void copiesInsteadOfChanging() {
        ProducerRecord<String, String> plain = ProducerRecord.of("orders", "k", "v");
        ProducerRecord<String, String> full =
                plain.withPartition(3).withTimestamp(7).withHeader("h", new byte[] {1});

        assertThat(full.partition()).isEqualTo(3);
        assertThat(full.hasPartition()).isTrue();
        assertThat(full.timestampMs()).isEqualTo(7);
        assertThat(full.hasTimestamp()).isTrue();
        assertThat(full.headers().size()).isEqualTo(1);
        assertThat(full.key()).isEqualTo("k");
        assertThat(full.value()).isEqualTo("v");
        assertThat(plain.hasPartition()).isFalse();
        assertThat(plain.hasTimestamp()).isFalse();
        assertThat(plain.headers().isEmpty()).isTrue();
        assertThat(full.withHeaders(Headers.none()).headers().isEmpty()).isTrue();
        assertThat(full.withHeaders(Headers.none()).partition()).isEqualTo(3);
    }

    @Test
    void acceptsTheFirstPartitionAndTheFirstMoment() {
        assertThat(ProducerRecord.of("t", "v").withPartition(0).hasPartition()).isTrue();
        assertThat(ProducerRecord.of("t", "v").withTimestamp(0).hasTimestamp()).isTrue();
    }

    @Test
    void refusesNegativePartitionsAndTimestamps() {
        ProducerRecord<String, String> record = ProducerRecord.of("t", "v");

        assertThatThrownBy(() -> record.withPartition(-1))
                .isInstanceOf(InvalidRecordException.class)
                .hasMessageStartingWith("partition=-1 is not allowed");
        assertThatThrownBy(() -> record.withTimestamp(Long.MIN_VALUE))
                .isInstanceOf(InvalidRecordException.class)
                .hasMessageStartingWith("timestamp=-9223372036854775808 is not allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "A-1_b.c", "...", "__consumer_offsets"})
    void acceptsLegalTopics(String topic) {
        assertThat(ProducerRecord.of(topic, "v").topic()).isEqualTo(topic);
        assertThat(ProducerRecord.of(LONGEST, "v").topic()).hasSize(249);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", ".", "..", "a/b", "a b", "ä", "한국어", "a\nb", "a,b", "\u0000"})
    void refusesIllegalTopics(String topic) {
        assertThatThrownBy(() -> ProducerRecord.of(topic, "v"))
                .isInstanceOf(InvalidRecordException.class)
                .hasMessageStartingWith("topic=")
                .hasMessageContaining("1 to 249 characters of a-z, A-Z, 0-9, '.', '_' and '-'");
        assertThatThrownBy(() -> ProducerRecord.tombstone(topic, "k")).isInstanceOf(InvalidRecordException.class);
    }

    @Test
    void cutsLongAndMasksControlCharactersInMessages() {
        assertThatThrownBy(() -> ProducerRecord.of(LONGEST + "t", "v"))
                .hasMessageContaining("…(250 characters)")
                .message()
                .hasSizeLessThan(220);
        assertThatThrownBy(() -> ProducerRecord.of("a\nFAKE", "v")).hasMessageContaining("'a?FAKE'");
    }

    @Test
    void hidesKeyAndValueInItsText() {
        String text = ProducerRecord.of("orders", "secret-key", "secret-value")
                .withPartition(2)
                .withTimestamp(5)
                .withHeader("auth", "secret-header".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .toString();

        assertThat(text).isEqualTo("ProducerRecord[orders-2, timestamp=5, headers=[auth=13 bytes]]");
        assertThat(ProducerRecord.tombstone("orders", "secret")).hasToString("ProducerRecord[orders, tombstone]");
        assertThat(ProducerRecord.of("orders", 1)).hasToString("ProducerRecord[orders, no key]");
    }
}
