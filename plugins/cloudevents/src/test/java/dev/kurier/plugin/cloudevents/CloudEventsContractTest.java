package dev.kurier.plugin.cloudevents;

import dev.kurier.api.spi.SerializerProvider;
import dev.kurier.testkit.SerializerContract;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;

/** Holds the serializer to the contract in both modes. */
class CloudEventsContractTest {
    abstract static class InMode extends SerializerContract<Object> {
        private final String mode;

        InMode(String mode) {
            this.mode = mode;
        }

        @Override
        protected SerializerProvider provider() {
            return new CloudEventSerializerProvider();
        }

        @Override
        protected Map<String, String> settings() {
            return Map.of("mode", mode);
        }

        @Override
        protected List<Object> samples() {
            return List.of(CloudEventBuilder.v1()
                    .withId("1")
                    .withType("shipped")
                    .withSource(URI.create("/orders"))
                    .withData("text/plain", "data".getBytes(StandardCharsets.UTF_8))
                    .build());
        }
    }

    @Nested
    class Binary extends InMode {
        Binary() {
            super("binary");
        }
    }

    @Nested
    class Structured extends InMode {
        Structured() {
            super("structured");
        }
    }
}
