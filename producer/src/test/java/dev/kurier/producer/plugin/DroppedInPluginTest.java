package dev.kurier.producer.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kurier.api.Producer;
import dev.kurier.api.ProducerRecord;
import dev.kurier.api.error.PluginException;
import dev.kurier.brokerstub.StoredRecord;
import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.StubServer;
import dev.kurier.producer.Kurier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drops a jar into a folder and sends with it. */
class DroppedInPluginTest {
    @TempDir
    Path directory;

    @Test
    void sendsWithTheSerializerOfAJarThatWasDroppedIn() throws Exception {
        Path plugins = Files.createDirectories(directory.resolve("plugins"));
        Files.move(phone("phone"), plugins.resolve("phone.jar"));
        try (StubServer stub = StubCluster.builder().topic("calls", 1).start();
                Producer<String, String> producer = producer(stub, plugins)) {
            producer.send(ProducerRecord.of("calls", "4711")).get();

            assertThat(stub.cluster().records("calls"))
                    .extracting(StoredRecord::valueText)
                    .containsExactly("tel:4711");
        }
    }

    @Test
    void namesBothJarsWhenTwoHaveTheName() throws Exception {
        Path plugins = Files.createDirectories(directory.resolve("plugins"));
        Path first = Files.move(phone("one"), plugins.resolve("first.jar"));
        Path second = Files.move(phone("two"), plugins.resolve("second.jar"));
        try (StubServer stub = StubCluster.builder().start()) {
            assertThatThrownBy(() -> producer(stub, plugins))
                    .isInstanceOf(PluginException.class)
                    .hasMessageContaining(first.toString())
                    .hasMessageContaining(second.toString());
        }
    }

    @Test
    void closesAPluginWithItsOwnLoaderAsTheContext() throws Exception {
        Path jar = new PluginJar(directory.resolve("closing"))
                .provider(
                        "Closing",
                        "@Plugin(name = \"phone\", summary = \"For tests.\")"
                                + " public class Closing implements SerializerProvider {"
                                + " public Class<?> type() { return String.class; }"
                                + " public Serializer<?> create(boolean isKey, PluginSettings settings) {"
                                + " return new Serializer<String>() {"
                                + " public void serialize(SerializationContext c, String value, BytesSink sink) {"
                                + " sink.putUtf8(seen()); }"
                                + " public void close() { System.setProperty(\"kurier.test.closed\", seen()); } }; }"
                                + " static String seen() { return Thread.currentThread().getContextClassLoader() =="
                                + " Closing.class.getClassLoader() ? \"own\" : \"foreign\"; } }")
                .write("closing.jar");
        try (StubServer stub = StubCluster.builder().topic("calls", 1).start()) {
            try (Producer<String, String> producer = producer(stub, jar)) {
                producer.send(ProducerRecord.of("calls", "4711")).get();
            }

            assertThat(stub.cluster().records("calls"))
                    .extracting(StoredRecord::valueText)
                    .containsExactly("foreign");
            assertThat(System.getProperty("kurier.test.closed")).isEqualTo("own");
        } finally {
            System.clearProperty("kurier.test.closed");
        }
    }

    private static Producer<String, String> producer(StubServer stub, Path plugins) {
        return Kurier.producer(Map.of(
                        "bootstrap.servers",
                        stub.bootstrapServers(),
                        "key.serializer",
                        "string",
                        "value.serializer",
                        "phone",
                        "kurier.plugin.path",
                        plugins.toString()))
                .build();
    }

    private Path phone(String build) throws Exception {
        return new PluginJar(directory.resolve(build))
                .provider(
                        "Phone",
                        "@Plugin(name = \"phone\", summary = \"For tests.\")"
                                + " public class Phone implements SerializerProvider {"
                                + " public Class<?> type() { return String.class; }"
                                + " public Serializer<?> create(boolean isKey, PluginSettings settings) {"
                                + " return (Serializer<String>) (context, value, sink) -> sink.putUtf8(\"tel:\" + value); } }")
                .write("phone.jar");
    }
}
