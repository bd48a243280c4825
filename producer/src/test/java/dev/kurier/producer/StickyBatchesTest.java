package dev.kurier.producer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.api.ProducerRecord;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Partitioners that stay with a partition do so for the sake of full batches. */
class StickyBatchesTest {
    private static final int RECORDS = 1_000;

    @ParameterizedTest
    @ValueSource(strings = {"sticky", "default"})
    void strandHardlyAnyRecordAloneInItsBatchWhenBatchesLeaveByLinger(String partitioner) {
        KafkaByHand kafka = KafkaByHand.with(
                        cluster -> cluster.topic("t", 3), "partitioner.class", partitioner, "linger.ms", 10)
                .warm();
        for (int i = 0; i < RECORDS; i++) {
            kafka.producer().send(ProducerRecord.of("t", "v" + i));
            kafka.runFor(Duration.ofMillis(1));
        }
        kafka.producer().flush();

        List<SentProduce.Batch> batches = kafka.requests().stream()
                .flatMap(request -> request.batches().stream())
                .toList();
        assertThat(batches.stream().mapToInt(SentProduce.Batch::recordCount).sum())
                .isEqualTo(RECORDS);
        assertThat(batches).filteredOn(batch -> batch.recordCount() == 1).hasSizeLessThan(batches.size() / 20);
    }
}
