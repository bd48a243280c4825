package dev.kurier.producer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.api.Producer;
import dev.kurier.api.ProducerRecord;
import dev.kurier.api.spi.BytesSink;
import dev.kurier.api.spi.Interceptor;
import dev.kurier.api.spi.PartitionContext;
import dev.kurier.api.spi.Partitioner;
import dev.kurier.api.spi.SerializationContext;
import dev.kurier.api.spi.Serializer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Follows a record through {@code send}, step by step, and on to the right broker. */
class StepsOfSendTest {
    @RegisterExtension
    final KafkaOnSockets kafka =
            KafkaOnSockets.started(cluster -> cluster.brokers(3).topic("t", 3));

    private final List<String> steps = Collections.synchronizedList(new ArrayList<>());

    @Test
    void interceptsThenSerializesThenPartitionsOnTheCallersThread() throws Exception {
        Producer<String, String> producer = kafka.make(Kurier.producer(kafka.bootstrapServers())
                .keySerializer(new NotingSerializer())
                .valueSerializer(new NotingSerializer())
                .partitioner(new NotingPartitioner())
                .interceptor(new NotingInterceptor()));

        producer.send(ProducerRecord.of("t", "k", "v")).get(KafkaOnSockets.PATIENCE_SECONDS, TimeUnit.SECONDS);

        String me = Thread.currentThread().getName();
        assertThat(steps)
                .containsExactly(
                        "intercept by " + me,
                        "key k by " + me,
                        "value v by " + me,
                        "partition by key bytes [107] by " + me,
                        "appended to 2 by " + me);
        assertThat(kafka.cluster().records("t", 2)).hasSize(1);
    }

    @Test
    void sendsEachBatchToTheBrokerThatLeadsItsPartition() throws Exception {
        Producer<String, String> producer = kafka.producer();
        for (int partition = 0; partition < 3; partition++) {
            producer.send(ProducerRecord.<String, String>of("t", "v").withPartition(partition))
                    .get(KafkaOnSockets.PATIENCE_SECONDS, TimeUnit.SECONDS);
        }

        List<SentProduce> requests = SentProduce.allOf(kafka.cluster());
        assertThat(requests).hasSize(3);
        assertThat(requests)
                .extracting(request -> request.received().brokerId())
                .as("three leaders")
                .doesNotHaveDuplicates();
        for (SentProduce request : requests) {
            int partition = request.batches().get(0).partition();
            assertThat(request.received().brokerId())
                    .isEqualTo(kafka.cluster().partition("t", partition).leader());
        }
    }

    @Test
    void doesNotKeepTheCallersArrays() {
        Producer<byte[], byte[]> producer = kafka.make(Kurier.producer(kafka.bootstrapServers())
                .serializers("bytes", "bytes")
                .set("linger.ms", 60_000));
        byte[] key = bytes("key");
        byte[] value = bytes("value");
        byte[] header = bytes("header");

        producer.send(ProducerRecord.of("t", key, value).withPartition(0).withHeader("h", header));
        for (byte[] array : List.of(key, value, header)) {
            Arrays.fill(array, (byte) '!');
        }
        producer.flush();

        assertThat(kafka.cluster().records("t", 0)).singleElement().satisfies(stored -> {
            assertThat(stored.keyText()).isEqualTo("key");
            assertThat(stored.valueText()).isEqualTo("value");
            assertThat(stored.headers().get(0).value()).isEqualTo(ByteBuffer.wrap(bytes("header")));
        });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void note(String step) {
        steps.add(step + " by " + Thread.currentThread().getName());
    }

    private final class NotingInterceptor implements Interceptor<String, String> {
        @Override
        public ProducerRecord<String, String> onSend(ProducerRecord<String, String> record) {
            note("intercept");
            return record;
        }
    }

    private final class NotingSerializer implements Serializer<String> {
        @Override
        public void serialize(SerializationContext context, String value, BytesSink sink) {
            note((context.isKey() ? "key " : "value ") + value);
            sink.putUtf8(value);
        }
    }

    private final class NotingPartitioner implements Partitioner {
        @Override
        public int partition(PartitionContext context) {
            note("partition by key bytes [" + context.keyByte(0) + "]");
            return context.partitionCount() - 1;
        }

        @Override
        public void onAppended(String topic, int partition, boolean hasKey, int bytes, boolean batchFull) {
            note("appended to " + partition);
        }
    }
}
