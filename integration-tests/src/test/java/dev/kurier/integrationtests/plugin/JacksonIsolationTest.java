package dev.kurier.integrationtests.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kurier.api.Producer;
import dev.kurier.api.ProducerRecord;
import dev.kurier.api.spi.SerializerProvider;
import dev.kurier.brokerstub.StoredRecord;
import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.StubServer;
import dev.kurier.plugin.json.JsonSerializerProvider;
import dev.kurier.producer.Kurier;
import java.nio.file.Path;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.ObjectMapper;

/** Sends with a key serializer that needs Jackson 2 and a value serializer that needs Jackson 3, each from its folder. */
class JacksonIsolationTest {
    /** An old one, whose annotations lack what Jackson 3 asks for; the test's class path has none of it. */
    private static final Path OLD_JACKSON = Path.of("target/old-jackson");

    /** Writes with Jackson 2, whose version and whose annotations' home it tells. */
    private static final String OLD_JSON = """
            import com.fasterxml.jackson.annotation.JsonProperty;
            import com.fasterxml.jackson.databind.ObjectMapper;
            import dev.kurier.api.setting.PluginSettings;
            import dev.kurier.api.spi.*;
            @Plugin(name = "old-json", summary = "JSON with Jackson 2.")
            public class OldJson implements SerializerProvider {
                public record Written(@JsonProperty String text, String jackson, String loader, String annotations) {}
                public Class<?> type() { return String.class; }
                public Serializer<?> create(boolean isKey, PluginSettings settings) {
                    ObjectMapper mapper = new ObjectMapper();
                    return (Serializer<String>) (context, value, sink) -> {
                        try {
                            sink.put(mapper.writeValueAsBytes(new Written(
                                    value,
                                    mapper.version().toString(),
                                    ObjectMapper.class.getClassLoader().getName(),
                                    JsonProperty.class.getProtectionDomain().getCodeSource().getLocation().getPath())));
                        } catch (java.io.IOException e) {
                            throw new IllegalStateException(e);
                        }
                    };
                }
            }
            """;

    /** Is found by Jackson 3, whose version and whose annotations' home it tells in place of a currency. */
    private static final String TELLING_MODULE = """
            import com.fasterxml.jackson.annotation.JsonProperty;
            import java.util.Currency;
            import tools.jackson.core.JsonGenerator;
            import tools.jackson.databind.*;
            import tools.jackson.databind.module.SimpleModule;
            import tools.jackson.databind.ser.std.StdSerializer;
            public class TellingModule extends SimpleModule {
                public TellingModule() {
                    addSerializer(new StdSerializer<Currency>(Currency.class) {
                        public void serialize(Currency value, JsonGenerator out, SerializationContext context) {
                            out.writeStartObject();
                            out.writeStringProperty("text", value.toString());
                            out.writeStringProperty("jackson", out.version().toString());
                            out.writeStringProperty("loader", ObjectMapper.class.getClassLoader().getName());
                            out.writeStringProperty("annotations",
                                    JsonProperty.class.getProtectionDomain().getCodeSource().getLocation().getPath());
                            out.writeEndObject();
                        }
                    });
                }
            }
            """;

    @TempDir
    Path directory;

    private final StubServer stub = StubCluster.builder().topic("t", 1).start();

    @AfterEach
    void stop() {
        stub.close();
    }

    @Test
    void eachSerializerUsesTheJacksonOfItsOwnFolder() throws Exception {
        Path oldJson = directory.resolve("plugins/old-json");
        Path json = directory.resolve("plugins/json");
        PluginFolder.at(oldJson).jarsIn(OLD_JACKSON).compiled(SerializerProvider.class.getName(), "OldJson", OLD_JSON);
        fillWithJackson3(PluginFolder.at(json));

        StoredRecord stored = send(directory.resolve("plugins"));

        assertThat(stored.keyText())
                .isEqualTo("{\"text\":\"Ulm\",\"jackson\":\"2.17.2\",\"loader\":\"" + oldJson + "\",\"annotations\":\""
                        + oldJson + "/jackson-annotations-2.17.2.jar\"}");
        assertThat(stored.valueText())
                .isEqualTo("[{\"text\":\"EUR\",\"jackson\":\"3.2.4\",\"loader\":\"" + json + "\",\"annotations\":\""
                        + json + "/jackson-annotations-2.22.jar\"}]");
    }

    /** Shows that the isolation is needed: what works in two folders does not work in one. */
    @Test
    void inOneFolderTheTwoDisturbEachOther() throws Exception {
        Path both = directory.resolve("plugins/both");
        PluginFolder folder = PluginFolder.at(both)
                .jarsIn(OLD_JACKSON)
                .compiled(SerializerProvider.class.getName(), "OldJson", OLD_JSON);
        fillWithJackson3(folder);

        assertThatThrownBy(() -> send(directory.resolve("plugins")))
                .as("Jackson 3 meets the annotations of Jackson 2")
                .hasRootCauseInstanceOf(LinkageError.class);
    }

    private static void fillWithJackson3(PluginFolder folder) throws Exception {
        folder.jarsOf(JsonSerializerProvider.class, ObjectMapper.class, TokenStreamFactory.class, JsonProperty.class)
                .compiled(JacksonModule.class.getName(), "TellingModule", TELLING_MODULE);
    }

    private StoredRecord send(Path plugins) throws Exception {
        return HostLoader.in(() -> {
            try (Producer<String, List<Currency>> producer = Kurier.producer(stub.bootstrapServers())
                    .serializers("old-json", "json")
                    .set("kurier.plugin.path", plugins.toString())
                    .build()) {
                producer.send(ProducerRecord.of("t", "Ulm", List.of(Currency.getInstance("EUR"))))
                        .get();
            }
            return stub.cluster().records("t", 0).get(0);
        });
    }
}
