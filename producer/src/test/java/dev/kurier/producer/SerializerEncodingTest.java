package dev.kurier.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kurier.api.Producer;
import dev.kurier.api.ProducerRecord;
import dev.kurier.api.error.PluginException;
import dev.kurier.brokerstub.StoredRecord;
import dev.kurier.producer.config.ProducerSettings;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sets the charset of keys and values as for Kafka's client, and compares with what that writes. */
class SerializerEncodingTest {
    private static final String TEXT = "Grüße";

    @RegisterExtension
    final KafkaOnSockets kafka = KafkaOnSockets.started();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "serializer.encoding=UTF-16",
                "key.serializer.encoding=ISO-8859-1",
                "value.serializer.encoding=ISO-8859-1",
                "key.serializer.encoding=UTF-16;value.serializer.encoding=ISO-8859-1;serializer.encoding=US-ASCII",
                "value.serializer.encoding=ISO-8859-1;serializer.encoding=UTF-16"
            })
    void writesKeyAndValueInTheCharsetsThatKafkasClientWouldUse(String settings) {
        Map<String, String> given = new HashMap<>();
        for (String setting : settings.isEmpty() ? new String[0] : settings.split(";")) {
            given.put(setting.split("=")[0], setting.split("=")[1]);
        }
        Producer<String, String> producer = kafka.make(kafka.builder().setAll(given));

        producer.send(ProducerRecord.of("t", TEXT, TEXT));
        producer.flush();

        StoredRecord stored = kafka.cluster().records("t", 0).get(0);
        assertThat(stored.key()).isEqualTo(ofKafka(given, true));
        assertThat(stored.value()).isEqualTo(ofKafka(given, false));
    }

    @Test
    void prefersTheCharsetUnderThePluginsName() {
        Producer<String, String> producer =
                kafka.producer("serializer.encoding", "UTF-16", "value.serializer.string.encoding", "ISO-8859-1");

        producer.send(ProducerRecord.of("t", TEXT));
        producer.flush();

        assertThat(kafka.cluster().records("t", 0).get(0).value())
                .isEqualTo(ByteBuffer.wrap(TEXT.getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void refusesAnUnknownCharsetBeforeAnythingIsSent() {
        assertThatThrownBy(() -> kafka.producer("value.serializer.encoding", "UTF-9"))
                .isInstanceOf(PluginException.class)
                .hasMessage("value.serializer=string can't be used: its setting encoding=UTF-9 must be the name of a"
                        + " charset that this JVM can write, for example UTF-8, ISO-8859-1 or UTF-16.");
    }

    @Test
    void warnsOfACharsetThatReachesNoSerializerOfText() {
        Map<String, Object> given = new HashMap<>(Map.of(
                "bootstrap.servers", "a:1,b:1",
                "key.serializer", "StringSerializer",
                "value.serializer", "long",
                "key.serializer.encoding", "UTF-8",
                "serializer.encoding", "UTF-8",
                "value.serializer.encoding", "UTF-8"));

        assertThat(ProducerSettings.parse(given).warnings())
                .containsExactly("value.serializer.encoding reaches value.serializer, but only the serializer string is"
                        + " sure to follow it.");

        given.remove("value.serializer");
        assertThat(ProducerSettings.parse(given, Set.of("value.serializer")).warnings())
                .containsExactly(
                        "value.serializer.encoding has no effect: value.serializer is given in code, which takes no"
                                + " settings.");
    }

    private static ByteBuffer ofKafka(Map<String, String> settings, boolean isKey) {
        try (StringSerializer serializer = new StringSerializer()) {
            serializer.configure(settings, isKey);
            return ByteBuffer.wrap(serializer.serialize("t", TEXT));
        }
    }
}
