package dev.kurier.integrationtests.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kurier.brokerstub.StoredRecord;
import dev.kurier.brokerstub.StubCluster;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Makes what jobs need, and looks at what came of them: in the cluster, and in what the client saw.
 *
 * @param read the topic that consumers read
 */
record Outcomes(StubCluster cluster, String read) {
    /** Makes what a job needs to be there. */
    void prepare(Row.Job job, String topic) {
        switch (job) {
            case DESCRIBE_TOPIC, DELETE_TOPIC, ALTER_CONFIG -> cluster.createTopic(topic, 3);
            case DESCRIBE_CONFIGS -> {
                cluster.createTopic(topic, 1);
                cluster.topic(topic).config("max.message.bytes", "4711");
            }
            default -> {}
        }
    }

    /** Fails if a job did not come to what it should have. */
    void check(Row.Job job, String topic, List<String> seen) {
        switch (job) {
            case PRODUCE ->
                // with acks=0 a client may be done before its last bytes have been read
                assertThat(cluster.records(topic).await(Sample.RECORDS, Duration.ofSeconds(20)))
                        .allSatisfy(record -> assertThat(record.partition()).isZero())
                        .allSatisfy(record -> assertThat(headers(record)).isEqualTo("trace=4711"))
                        .extracting(record -> record.keyText() + ":" + record.valueText())
                        .containsExactlyElementsOf(Sample.lines());
            case CONSUME ->
                assertThat(seen)
                        .hasSize(Sample.RECORDS)
                        .containsExactlyInAnyOrderElementsOf(cluster.records(topic).stream()
                                .map(Outcomes::line)
                                .toList());
            case CREATE_TOPIC -> assertThat(cluster.topic(topic).partitions()).hasSize(3);
            case LIST_TOPICS -> assertThat(seen).contains(read).doesNotContain(topic);
            case DESCRIBE_TOPIC ->
                assertThat(seen)
                        .containsExactlyElementsOf(cluster.topic(topic).partitions().stream()
                                .map(partition -> partition.index() + " " + partition.leader())
                                .toList());
            case ALTER_CONFIG ->
                assertThat(cluster.topic(topic).config("max.message.bytes")).isEqualTo("4711");
            case DESCRIBE_CONFIGS ->
                assertThat(seen).contains("max.message.bytes=4711", "cleanup.policy=delete", "num.partitions=2");
            case DELETE_RECORDS -> {
                assertThat(seen).containsExactly("1");
                assertThat(cluster.partition(topic, 0).startOffset()).isEqualTo(1);
            }
            case DELETE_TOPIC -> assertThatThrownBy(() -> cluster.topic(topic)).hasMessageContaining("does not exist");
        }
    }

    private static String line(StoredRecord record) {
        return record.partition() + " " + record.offset() + " " + record.timestampMs() + " " + headers(record) + " "
                + record.keyText() + ":" + record.valueText();
    }

    private static String headers(StoredRecord record) {
        return record.headers().stream()
                .map(header -> header.name() + "=" + text(header.value()))
                .collect(Collectors.joining());
    }

    private static String text(@org.jspecify.annotations.Nullable ByteBuffer bytes) {
        return bytes == null
                ? "null"
                : StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
    }
}
