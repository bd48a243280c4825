package dev.kurier.plugin.cloudevents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.api.Producer;
import dev.kurier.api.ProducerRecord;
import dev.kurier.brokerstub.StoredRecord;
import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.StubServer;
import dev.kurier.producer.Kurier;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.CloudEventDeserializer;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Chooses the plugin in a producer's settings, and reads what the broker got with CloudEvents' own deserializer. */
class CloudEventsInProducerTest {
    private static final CloudEvent EVENT = CloudEventBuilder.v1()
            .withId("A-1")
            .withSource(URI.create("/shop"))
            .withType("ordered")
            .withExtension("region", "eu")
            .withData("text/plain", "three".getBytes(StandardCharsets.UTF_8))
            .build();

    @ParameterizedTest
    @ValueSource(strings = {"binary", "structured"})
    void sendsEventsThatCloudEventsOwnDeserializerReads(String mode) throws Exception {
        StoredRecord stored =
                send(mode, ProducerRecord.of("events", "k", EVENT)).get(0);

        RecordHeaders headers = new RecordHeaders();
        stored.headers().forEach(header -> headers.add(header.name(), bytes(header.value())));
        CloudEvent read;
        try (CloudEventDeserializer deserializer = new CloudEventDeserializer()) {
            read = deserializer.deserialize("events", headers, bytes(stored.value()));
        }
        assertThat(read.getId()).isEqualTo("A-1");
        assertThat(read.getSource()).isEqualTo(URI.create("/shop"));
        assertThat(read.getExtension("region")).isEqualTo("eu");
        assertThat(read.getDataContentType()).isEqualTo("text/plain");
        assertThat(read.getData().toBytes()).asString().isEqualTo("three");
    }

    @Test
    void leavesATombstoneWithoutHeaders() throws Exception {
        StoredRecord stored =
                send("binary", ProducerRecord.tombstone("events", "k")).get(0);

        assertThat(stored.value()).isNull();
        assertThat(stored.headers()).isEmpty();
    }

    private static List<StoredRecord> send(String mode, ProducerRecord<String, CloudEvent> record) throws Exception {
        try (StubServer stub = StubCluster.builder().topic("events", 1).start()) {
            try (Producer<String, CloudEvent> producer = Kurier.producer(stub.bootstrapServers())
                    .serializers("string", "cloudevents")
                    .set("value.serializer.cloudevents.mode", mode)
                    .build()) {
                producer.send(record).get();
            }
            return stub.cluster().records("events", 0);
        }
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
