package dev.kurier.plugin.cloudevents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kurier.api.error.PluginException;
import dev.kurier.api.setting.PluginSettings;
import dev.kurier.api.spi.Serializer;
import dev.kurier.testkit.check.Written;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.message.Encoding;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares events with bytes written by hand and with those of CloudEvents' own serializer for Kafka. */
class CloudEventSerializerTest {
    private static final long SEED = Long.getLong("kurier.seed", System.nanoTime());

    private static final CloudEvent EVENT = CloudEventBuilder.v1()
            .withId("A-1")
            .withSource(URI.create("/shop/berlin"))
            .withType("org.example.ordered")
            .withSubject("größe")
            .withTime(OffsetDateTime.parse("2026-11-23T12:00:00Z"))
            .withExtension("partitionkey", "customer-7")
            .withData("application/json", "{\"amount\":3}".getBytes(StandardCharsets.UTF_8))
            .build();

    @Test
    void writesAttributesAsHeadersAndDataAsTheValue() {
        Written written = Written.of(Events.serializer(), EVENT);

        assertThat(Events.headerTexts(written))
                .containsExactlyInAnyOrder(
                        "ce_specversion=1.0",
                        "ce_id=A-1",
                        "ce_source=/shop/berlin",
                        "ce_type=org.example.ordered",
                        "content-type=application/json",
                        "ce_subject=größe",
                        "ce_time=2026-11-23T12:00:00Z",
                        "ce_partitionkey=customer-7");
        assertThat(written.text()).isEqualTo("{\"amount\":3}");
    }

    @Test
    void writesTheWholeEventAsTheValue() {
        Written written = Written.of(Events.serializer("mode", "structured"), EVENT);

        assertThat(Events.headerTexts(written)).containsExactly("content-type=application/cloudevents+json");
        assertThat(written.text())
                .isEqualTo("{\"specversion\":\"1.0\",\"id\":\"A-1\",\"source\":\"/shop/berlin\","
                        + "\"type\":\"org.example.ordered\",\"datacontenttype\":\"application/json\","
                        + "\"subject\":\"größe\",\"time\":\"2026-11-23T12:00:00Z\","
                        + "\"partitionkey\":\"customer-7\",\"data\":{\"amount\":3}}");
    }

    @ParameterizedTest
    @EnumSource
    void writesTheBytesOfCloudEventsOwnSerializer(Encoding mode) {
        Serializer<Object> serializer = Events.serializer("mode", mode.name().toLowerCase(Locale.ROOT));
        for (CloudEvent event : events()) {
            RecordHeaders headers = new RecordHeaders();
            byte[] expected = oracle(mode).serialize("events", headers, event);

            Written written = Written.of(serializer, event);

            String what = event + ", -Dkurier.seed=" + SEED;
            assertThat(written.bytes()).as(what).isEqualTo(expected);
            assertThat(Events.headerTexts(written)).as(what).isEqualTo(texts(headers));
        }
    }

    @Test
    void writesAnEventWithoutDataAsAnEmptyValueAndNotATombstone() {
        CloudEvent event = CloudEventBuilder.v1(EVENT).withoutData().build();

        Written written = Written.of(Events.serializer(), event);

        assertThat(written.bytes()).isEmpty();
        assertThat(written.headers().last("ce_id")).isNotNull();
        assertThat(oracle(Encoding.BINARY).serialize("events", new RecordHeaders(), event))
                .as("CloudEvents' own serializer makes a tombstone of it")
                .isNull();
    }

    @Test
    void takesAMapThatNeedsNoClassOfTheLibrary() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", "A-1");
        map.put("source", "/shop/berlin");
        map.put("type", "org.example.ordered");
        map.put("subject", "größe");
        map.put("time", OffsetDateTime.parse("2026-11-23T12:00:00Z"));
        map.put("datacontenttype", "application/json");
        map.put("partitionkey", "customer-7");
        map.put("dataschema", null);
        map.put("data", "{\"amount\":3}");

        Written written = Written.of(Events.serializer(), map);
        Written ofEvent = Written.of(Events.serializer(), EVENT);

        assertThat(Events.headerTexts(written)).isEqualTo(Events.headerTexts(ofEvent));
        assertThat(written.bytes()).isEqualTo(ofEvent.bytes());
    }

    @Test
    void takesAnEventAsTextInTheEventFormat() {
        String text = Written.of(Events.serializer("mode", "structured"), EVENT).text();

        Written written = Written.of(Events.serializer(), text);

        assertThat(Events.headerTexts(written)).isEqualTo(Events.headerTexts(Written.of(Events.serializer(), EVENT)));
        assertThat(written.text()).isEqualTo("{\"amount\":3}");
    }

    @Test
    void refusesWhatIsNoEvent() {
        Serializer<Object> serializer = Events.serializer();

        assertThatThrownBy(() -> Written.of(serializer, 42))
                .hasMessage("it is a java.lang.Integer, must be a CloudEvent, a map of its attributes, or a text in the"
                        + " event format");
        assertThatThrownBy(() -> Written.of(serializer, Map.of("id", "1", "source", "/s")))
                .hasMessageContaining("type");
        assertThatThrownBy(() -> Written.of(serializer, Map.of("id", "1", "source", "/s", "type", "t", "data", 5)))
                .hasMessage("its data is a java.lang.Integer, must be bytes or a text. Serialize it first");
        assertThatThrownBy(() -> Written.of(serializer, "no event")).isInstanceOf(RuntimeException.class);
    }

    @Test
    void refusesToSerializeKeys() {
        CloudEventSerializerProvider provider = new CloudEventSerializerProvider();

        assertThatThrownBy(() -> provider.create(true, PluginSettings.of("test", provider.settings(), Map.of())))
                .isInstanceOf(PluginException.class)
                .hasMessageContaining("Choose it as value.serializer");
    }

    @Test
    void refusesAFormatThatIsNotThere() {
        assertThatThrownBy(() -> Events.serializer("format", "application/cloudevents+xml"))
                .isInstanceOf(PluginException.class)
                .hasMessage(
                        "its setting format=application/cloudevents+xml is no event format that was found: must be one"
                                + " of application/cloudevents+json. Add the jar of the format");
    }

    @ParameterizedTest
    @ValueSource(strings = {"binary", "structured"})
    void writesTheSameOnManyThreadsAtOnce(String mode) throws Exception {
        Serializer<Object> serializer = Events.serializer("mode", mode);
        List<CloudEvent> events = events();
        List<Written> expected =
                events.stream().map(event -> Written.of(serializer, event)).toList();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<Boolean> task = () -> {
                for (int i = 0; i < events.size(); i++) {
                    Written written = Written.of(serializer, events.get(i));
                    assertThat(written.bytes()).isEqualTo(expected.get(i).bytes());
                    assertThat(Events.headerTexts(written)).isEqualTo(Events.headerTexts(expected.get(i)));
                }
                return true;
            };
            for (Future<Boolean> result : threads.invokeAll(List.of(task, task, task, task))) {
                assertThat(result.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void mayBeClosedTwice() {
        Serializer<Object> serializer = Events.serializer();

        serializer.close();

        assertThatCode(serializer::close).doesNotThrowAnyException();
    }

    private static io.cloudevents.kafka.CloudEventSerializer oracle(Encoding mode) {
        io.cloudevents.kafka.CloudEventSerializer oracle = new io.cloudevents.kafka.CloudEventSerializer();
        oracle.configure(
                mode == Encoding.BINARY
                        ? Map.of("cloudevents.serializer.encoding", "BINARY")
                        : Map.of(
                                "cloudevents.serializer.encoding",
                                "STRUCTURED",
                                "cloudevents.serializer.event_format",
                                "application/cloudevents+json"),
                false);
        return oracle;
    }

    private static List<String> texts(RecordHeaders headers) {
        return Stream.of(headers.toArray())
                .map(header -> header.key() + "=" + new String(header.value(), StandardCharsets.UTF_8))
                .toList();
    }

    /** Events of both versions with every attribute there or not, and extensions of every type; all with data. */
    private static List<CloudEvent> events() {
        Random random = new Random(SEED);
        List<CloudEvent> events = new ArrayList<>(List.of(EVENT));
        for (int i = 0; i < 300; i++) {
            CloudEventBuilder builder = random.nextInt(4) == 0 ? CloudEventBuilder.v03() : CloudEventBuilder.v1();
            builder.withId("id-" + random.nextInt())
                    .withSource(URI.create("https://example.org/a?b=" + random.nextInt()))
                    .withType("type" + i);
            if (random.nextBoolean()) {
                builder.withSubject("한국어\uD83D\uDE00 \"" + i);
            }
            if (random.nextBoolean()) {
                builder.withTime(OffsetDateTime.parse("2026-11-23T12:00:00.123456789+05:30")
                        .plusNanos(random.nextLong() >>> 8));
            }
            if (random.nextBoolean()) {
                builder.withDataSchema(URI.create("urn:schema:" + i));
            }
            builder.withExtension("text" + i, "ä")
                    .withExtension("number", i)
                    .withExtension("flag", random.nextBoolean());
            withData(builder, random);
            events.add(builder.build());
        }
        return events;
    }

    private static void withData(CloudEventBuilder builder, Random random) {
        byte[] bytes = new byte[random.nextInt(300)];
        random.nextBytes(bytes);
        switch (random.nextInt(4)) {
            case 0 -> builder.withData("application/json", "{\"a\":[1,\"ü\"]}".getBytes(StandardCharsets.UTF_8));
            case 1 -> builder.withData("text/plain", "plain ü".getBytes(StandardCharsets.UTF_8));
            case 2 -> builder.withData("application/octet-stream", bytes);
            default -> builder.withData("{\"b\":null}".getBytes(StandardCharsets.UTF_8));
        }
    }
}
