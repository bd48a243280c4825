package dev.kurier.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kurier.api.Producer;
import dev.kurier.api.ProducerRecord;
import dev.kurier.api.error.ConfigException;
import dev.kurier.api.error.InterruptException;
import dev.kurier.api.error.SerializationException;
import dev.kurier.api.spi.BytesSink;
import dev.kurier.api.spi.SerializationContext;
import dev.kurier.api.spi.Serializer;
import dev.kurier.brokerstub.StoredRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Shows how keys and values become bytes, with Kurier's serializers and with one's own. */
class SerializingTest {
    @RegisterExtension
    final KafkaOnSockets kafka = KafkaOnSockets.started();

    @Test
    void turnsKeyAndValueIntoBytes() {
        Producer<Integer, Double> producer = kafka.make(kafka.builder().serializers("integer", "double"));

        producer.send(ProducerRecord.of("t", 7, 2.5));
        producer.flush();

        StoredRecord stored = kafka.cluster().records("t", 0).get(0);
        assertThat(stored.key()).isEqualTo(ByteBuffer.allocate(4).putInt(7).flip());
        assertThat(stored.value())
                .isEqualTo(ByteBuffer.allocate(8).putDouble(2.5).flip());
    }

    @Test
    void aSettingOfASerializerThatIsNotChosenIsAnErrorIfStrict() {
        ProducerBuilder builder = kafka.builder().set("value.serializer.strnig.encoding", "UTF-8");
        kafka.make(builder).close();

        assertThatThrownBy(() -> kafka.make(builder.set("kurier.strict", true)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("value.serializer.strnig.encoding has no effect")
                .hasMessageContaining("Did you mean value.serializer.string.encoding?");
    }

    @Test
    void needsTheVoidSerializerForRecordsWithoutAKey() {
        Producer<Void, String> producer = kafka.make(
                kafka.builder().set("key.serializer", "org.apache.kafka.common.serialization.VoidSerializer"));

        producer.send(ProducerRecord.of("t", "v"));
        producer.flush();

        assertThat(kafka.cluster().records("t", 0)).singleElement().satisfies(stored -> {
            assertThat(stored.key()).isNull();
            assertThat(stored.valueText()).isEqualTo("v");
        });
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"})
    void refusesAnObjectOfAnotherType() {
        Producer producer = kafka.producer();

        assertThatThrownBy(() -> producer.send(ProducerRecord.of("t", "k", 42)))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("the value")
                .hasMessageContaining("java.lang.Integer")
                .hasMessageContaining("value.serializer=string takes java.lang.String");
        assertThatThrownBy(() -> producer.send(ProducerRecord.of("t", 42, "v")))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("the key")
                .hasMessageContaining("key.serializer=string");
        assertThat(kafka.values("t")).isEmpty();
    }

    @Test
    void letsAnInterruptOfASerializerThatWaitsReachTheCaller() {
        Producer<String, String> producer = kafka.make(Kurier.producer(kafka.bootstrapServers())
                .set("key.serializer", "string")
                .valueSerializer((Serializer<String>) (context, value, sink) -> {
                    throw new InterruptException("interrupted while asking");
                }));

        assertThatThrownBy(() -> producer.send(ProducerRecord.of("t", "v")))
                .isInstanceOf(InterruptException.class)
                .hasMessage("interrupted while asking");
        assertThat(kafka.values("t")).isEmpty();
    }

    @Test
    void namesASerializerThatThrows() {
        Producer<String, String> producer = kafka.make(Kurier.producer(kafka.bootstrapServers())
                .set("key.serializer", "string")
                .valueSerializer((Serializer<String>) (context, value, sink) -> {
                    throw new IllegalStateException("no such field");
                }));

        assertThatThrownBy(() -> producer.send(ProducerRecord.of("t", "v")))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("no such field")
                .hasRootCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void takesASerializerThatAsksASchemaRegistry() {
        SchemaRegistry registry = new SchemaRegistry();
        Producer<String, Customer> producer = kafka.make(Kurier.producer(kafka.bootstrapServers())
                .set("key.serializer", "string")
                .valueSerializer(new CustomerSerializer(registry)));

        producer.send(ProducerRecord.of("t", new Customer(27, "Ada")));
        producer.send(ProducerRecord.of("t", new Customer(28, "Kim")));
        producer.flush();

        List<StoredRecord> stored = kafka.cluster().records("t", 0);
        // Magic byte, schema id, then Avro's binary form: a zigzag number, a length and the text.
        assertThat(stored.get(0).value()).isEqualTo(ByteBuffer.wrap(new byte[] {0, 0, 0, 0, 1, 54, 6, 'A', 'd', 'a'}));
        assertThat(stored.get(1).value()).isEqualTo(ByteBuffer.wrap(new byte[] {0, 0, 0, 0, 1, 56, 6, 'K', 'i', 'm'}));
        assertThat(stored.get(1).headers())
                .singleElement()
                .matches(header -> header.name().equals("schema"));
        assertThat(registry.asked).as("once a schema, not once a record").hasValue(1);
    }

    private record Customer(int id, String name) {}

    /** Gives each schema a number, as registries do. */
    private static final class SchemaRegistry {
        private final AtomicInteger asked = new AtomicInteger();

        int register(String subject, String schema) {
            return asked.incrementAndGet();
        }
    }

    /** Writes the wire format of schema registries: magic byte 0, the schema's number, the object as its schema says. */
    private record CustomerSerializer(SchemaRegistry registry, Map<String, Integer> idsBySubject)
            implements Serializer<Customer> {
        private static final String SCHEMA = "{\"type\":\"record\",\"name\":\"Customer\",\"fields\":["
                + "{\"name\":\"id\",\"type\":\"int\"},{\"name\":\"name\",\"type\":\"string\"}]}";

        CustomerSerializer(SchemaRegistry registry) {
            this(registry, new ConcurrentHashMap<>());
        }

        @Override
        public void serialize(SerializationContext context, Customer customer, BytesSink sink) {
            String subject = context.topic() + (context.isKey() ? "-key" : "-value");
            int id = idsBySubject.computeIfAbsent(subject, unknown -> registry.register(unknown, SCHEMA));
            byte[] name = customer.name().getBytes(StandardCharsets.UTF_8);
            sink.put((byte) 0);
            sink.putInt(id);
            sink.put((byte) (customer.id() << 1));
            sink.put((byte) (name.length << 1));
            sink.put(name);
            context.addHeader("schema", "Customer".getBytes(StandardCharsets.UTF_8));
        }
    }
}
