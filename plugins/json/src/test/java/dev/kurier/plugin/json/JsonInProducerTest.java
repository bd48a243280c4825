package dev.kurier.plugin.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kurier.api.Producer;
import dev.kurier.api.ProducerRecord;
import dev.kurier.api.error.SerializationException;
import dev.kurier.brokerstub.StoredRecord;
import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.StubServer;
import dev.kurier.producer.Kurier;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Chooses the plugin in a producer's settings and looks at what the broker got. */
class JsonInProducerTest {
    private final StubServer stub = StubCluster.builder().topic("orders", 1).start();

    record Order(String orderId, int amount) {}

    record Region(String name, String country) {}

    @AfterEach
    void stop() {
        stub.close();
    }

    @Test
    void writesKeyAndValueWithSettingsOfTheirOwn() throws Exception {
        try (Producer<Region, Order> producer = producer(Map.of(
                "key.serializer", "json",
                "value.serializer", "jackson",
                "value.serializer.json.naming", "snake-case",
                "value.serializer.jackson.type.header", "type"))) {
            producer.send(ProducerRecord.of("orders", new Region("Ulm", "DE"), new Order("A-1", 3)))
                    .get();
        }

        StoredRecord stored = stub.cluster().records("orders", 0).get(0);
        assertThat(stored.keyText()).as("keys are sorted").isEqualTo("{\"country\":\"DE\",\"name\":\"Ulm\"}");
        assertThat(stored.valueText()).isEqualTo("{\"order_id\":\"A-1\",\"amount\":3}");
        assertThat(stored.headers()).extracting(StoredRecord.Header::name).containsExactly("type");
    }

    @Test
    void leavesMissingKeysAndTombstonesWithoutBytes() throws Exception {
        try (Producer<Region, Order> producer =
                producer(Map.of("key.serializer", "json", "value.serializer", "json"))) {
            producer.send(ProducerRecord.of("orders", new Order("A-1", 3))).get();
            producer.send(ProducerRecord.tombstone("orders", new Region("Ulm", "DE")))
                    .get();
        }

        List<StoredRecord> stored = stub.cluster().records("orders", 0);
        assertThat(stored.get(0).key()).isNull();
        assertThat(stored.get(1).value()).isNull();
        assertThat(stored.get(1).headers()).isEmpty();
    }

    @Test
    void acceptsNothingOfARecordThatCannotBeWritten() throws Exception {
        try (Producer<String, Object> producer =
                producer(Map.of("key.serializer", "string", "value.serializer", "json"))) {
            Object broken = Map.of("good", "x".repeat(20_000), "bad", new Object());

            assertThatThrownBy(() -> producer.send(ProducerRecord.of("orders", broken)))
                    .isInstanceOf(SerializationException.class)
                    .hasMessageContaining("because of its property bad");
            producer.send(ProducerRecord.of("orders", List.of(1))).get();
        }

        assertThat(stub.cluster().records("orders", 0))
                .extracting(StoredRecord::valueText)
                .containsExactly("[1]");
    }

    private <K, V> Producer<K, V> producer(Map<String, String> settings) {
        return Kurier.producer(stub.bootstrapServers()).setAll(settings).build();
    }
}
