package dev.kurier.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kurier.api.Producer;
import dev.kurier.api.ProducerRecord;
import dev.kurier.api.error.InvalidRecordException;
import dev.kurier.api.spi.PartitionContext;
import dev.kurier.api.spi.Partitioner;
import dev.kurier.brokerstub.StoredRecord;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shows who decides a record's partition. */
class PartitioningTest {
    @RegisterExtension
    final KafkaOnSockets kafka = KafkaOnSockets.started(cluster -> cluster.topic("t", 4));

    @Test
    void keepsAKeyInOnePartition() {
        Producer<String, String> producer = kafka.producer("batch.size", 100);
        for (int i = 0; i < 40; i++) {
            producer.send(ProducerRecord.of("t", "key " + i % 4, "v" + i));
        }
        producer.flush();

        assertThat(kafka.cluster().records("t")).hasSize(40);
        for (int key = 0; key < 4; key++) {
            String name = "key " + key;
            Set<Integer> partitions = kafka.cluster().records("t").stream()
                    .filter(record -> name.equals(record.keyText()))
                    .map(StoredRecord::partition)
                    .collect(Collectors.toSet());
            assertThat(partitions).as(name).hasSize(1);
        }
    }

    @Test
    void obeysTheRecordFirst() {
        Producer<String, String> producer = kafka.make(kafka.builder().partitioner(new Choosing(1)));

        producer.send(ProducerRecord.<String, String>of("t", "v").withPartition(3));
        producer.send(ProducerRecord.of("t", "w"));
        producer.flush();

        assertThat(kafka.cluster().records("t", 3)).hasSize(1);
        assertThat(kafka.cluster().records("t", 1)).hasSize(1);
    }

    @Test
    void choosesThePartitionerByItsName() {
        Producer<String, String> producer = kafka.producer("partitioner.class", "round-robin");
        for (int i = 0; i < 8; i++) {
            producer.send(ProducerRecord.of("t", "same key", "v" + i));
        }
        producer.flush();

        for (int partition = 0; partition < 4; partition++) {
            assertThat(kafka.cluster().records("t", partition)).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 4, Integer.MAX_VALUE})
    void refusesAPartitionThatDoesNotExist(int chosen) {
        Producer<String, String> producer = kafka.make(kafka.builder().partitioner(new Choosing(chosen)));

        assertThatThrownBy(() -> producer.send(ProducerRecord.of("t", "v")))
                .isInstanceOf(InvalidRecordException.class)
                .hasMessageContaining("Choosing chose partition=" + chosen)
                .hasMessageContaining("topic 't', which has 4 partition(s)");
        assertThat(kafka.values("t")).isEmpty();
    }

    @Test
    void namesAPartitionerThatThrows() {
        Producer<String, String> producer = kafka.make(kafka.builder().partitioner(context -> {
            throw new IllegalStateException("no idea");
        }));

        assertThatThrownBy(() -> producer.send(ProducerRecord.of("t", "v")))
                .isInstanceOf(InvalidRecordException.class)
                .hasMessageContaining("no idea")
                .hasRootCauseInstanceOf(IllegalStateException.class);
    }

    private record Choosing(int partition) implements Partitioner {
        @Override
        public int partition(PartitionContext context) {
            return partition;
        }
    }
}
