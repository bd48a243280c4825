package dev.kurier.brokerstub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.produce.ProduceResponse;
import dev.kurier.protocol.produce.ProduceResponse.RecordError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shows which records a broker blames for the refusal of a batch (KIP-467). */
class RecordErrorsTest {
    private static final long FIRST_MS = Batches.FIRST_TIMESTAMP_MS;

    private long wallMs = FIRST_MS;
    private final StubCluster cluster =
            StubCluster.builder().topic("t", 1).wallClock(() -> wallMs).build();
    private final TestClient client = new TestClient(cluster, 1);

    @Test
    void namesEveryRecordWithoutKeyOfACompactedTopic() {
        cluster.topic("t").config("cleanup.policy", "compact");

        ProduceResponse.Partition answer = client.produce("t", 0, Batches.plain("a", "b", "c", "d"));

        String words = "Compacted topic cannot accept message without key in topic partition t-0";
        assertThat(ErrorCode.of(answer.errorCode())).isEqualTo(ErrorCode.INVALID_RECORD);
        assertThat(answer.recordErrors())
                .containsExactly(
                        new RecordError(0, words),
                        new RecordError(1, words),
                        new RecordError(2, words),
                        new RecordError(3, words));
        assertThat(answer.errorMessage())
                .startsWith("One or more records have been rejected due to 4 record errors in total")
                .contains("batchIndex=2")
                .doesNotContain("batchIndex=3");
        assertThat(cluster.records("t")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "message.timestamp.before.max.ms, 1000, 1001, 0 0",
        "message.timestamp.before.max.ms, 1000, 1002, 0 1",
        "message.timestamp.after.max.ms,  1000, -999, 2 2",
        "message.timestamp.after.max.ms,  1000, -1000, 1 2",
        "message.timestamp.after.max.ms,  1000, -9999, 0 2",
    })
    void namesRecordsThatAreTooOldOrTooNew(String config, String bound, long clockBehindFirstMs, String culprits) {
        cluster.topic("t").config(config, bound);
        wallMs = FIRST_MS + clockBehindFirstMs;

        ProduceResponse.Partition answer = client.produce("t", 0, Batches.plain("a", "b", "c"));

        int first = Integer.parseInt(culprits.split(" ")[0]);
        int last = Integer.parseInt(culprits.split(" ")[1]);
        assertThat(ErrorCode.of(answer.errorCode())).isEqualTo(ErrorCode.INVALID_TIMESTAMP);
        assertThat(answer.recordErrors()).hasSize(last - first + 1);
        assertThat(answer.recordErrors().get(0).batchIndex()).isEqualTo(first);
        assertThat(answer.recordErrors().get(last - first).batchIndex()).isEqualTo(last);
        assertThat(answer.recordErrors().get(0).message())
                .startsWith(
                        "Timestamp " + (FIRST_MS + first) + " of message with offset " + first + " is out of range");
        assertThat(answer.errorMessage()).isEqualTo("One or more records have been rejected due to invalid timestamp");
        assertThat(cluster.records("t")).isEmpty();
    }

    @Test
    void takesRecordsThatAreJustOldOrNewEnough() {
        cluster.topic("t").config("message.timestamp.before.max.ms", "1000");
        wallMs = FIRST_MS + 1_000;
        assertThat(client.produce("t", 0, Batches.plain("a")).errorCode()).isZero();

        cluster.topic("t").config("message.timestamp.after.max.ms", "1000");
        wallMs = FIRST_MS - 1_000;
        assertThat(client.produce("t", 0, Batches.plain("a")).errorCode()).isZero();
    }

    @Test
    void doesNotMindTheTimesThatItReplaces() {
        cluster.topic("t").config("message.timestamp.before.max.ms", "1000");
        cluster.topic("t").config("message.timestamp.type", "LogAppendTime");
        wallMs = FIRST_MS + 1_000_000;

        assertThat(client.produce("t", 0, Batches.plain("a")).errorCode()).isZero();
    }

    @Test
    void anHourOfTheFutureIsAllowedSinceKafka40AndAllOfItBefore() {
        wallMs = FIRST_MS - 3_600_001;
        StubCluster old = StubCluster.builder()
                .emulate("3.9")
                .topic("t", 1)
                .wallClock(() -> wallMs)
                .build();

        assertThat(ErrorCode.of(client.produce("t", 0, Batches.plain("a")).errorCode()))
                .isEqualTo(ErrorCode.INVALID_TIMESTAMP);
        assertThat(new TestClient(old, 1).produce("t", 0, Batches.plain("a")).errorCode())
                .isZero();
        old.topic("t").config("message.timestamp.difference.max.ms", "1000");
        assertThat(ErrorCode.of(new TestClient(old, 1)
                        .produce("t", 0, Batches.plain("a"))
                        .errorCode()))
                .isEqualTo(ErrorCode.INVALID_TIMESTAMP);
    }

    @Test
    void namesNobodyBeforeVersion8() {
        cluster.topic("t").config("cleanup.policy", "compact");

        ProduceResponse.Partition answer = client.produce("t", 0, Batches.plain("a"), -1, 7);

        assertThat(ErrorCode.of(answer.errorCode())).isEqualTo(ErrorCode.INVALID_RECORD);
        assertThat(answer.recordErrors()).isEmpty();
    }
}
