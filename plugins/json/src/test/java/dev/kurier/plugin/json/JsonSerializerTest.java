package dev.kurier.plugin.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.kurier.api.error.PluginException;
import dev.kurier.api.error.SerializationException;
import dev.kurier.api.spi.Serializer;
import dev.kurier.testkit.check.Written;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** Compares the bytes of objects with JSON written by hand, setting by setting. */
class JsonSerializerTest {
    private static final long SEED = Long.getLong("kurier.seed", System.nanoTime());
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.250Z");

    record Order(String orderId, int amount, String note) {}

    /** A class as applications have them. */
    @JsonPropertyOrder({"full_name", "orders"})
    static final class Customer {
        @JsonProperty("full_name")
        public String name = "Ada";

        @JsonIgnore
        public String password = "secret";

        public List<Order> getOrders() {
            return List.of(new Order("A-1", 3, null));
        }
    }

    record Times(Instant instant, OffsetDateTime offset, Date date, LocalDate day) {}

    static final class Node {
        public String name = "a";
        public Node next;
    }

    static final class Broken {
        public int getFine() {
            return 1;
        }

        public int getTotal() {
            throw new IllegalStateException("no prices");
        }
    }

    record Basket(String id, List<Object> items) {}

    @Test
    void writesAnObjectAsCompactUtf8InTheOrderOfItsProperties() {
        assertThat(JsonText.of(new Order("Grüße \"1\"", 3, null)))
                .isEqualTo("{\"orderId\":\"Grüße \\\"1\\\"\",\"amount\":3,\"note\":null}");
        assertThat(Written.of(JsonText.serializer(false), "한").bytes()).containsExactly('"', 0xED, 0x95, 0x9C, '"');
        assertThat(JsonText.of(List.of(1, true, "x", Optional.empty()))).isEqualTo("[1,true,\"x\",null]");
    }

    @Test
    void followsTheAnnotationsOfTheClass() {
        assertThat(JsonText.of(new Customer()))
                .isEqualTo("{\"full_name\":\"Ada\",\"orders\":[{\"orderId\":\"A-1\",\"amount\":3,\"note\":null}]}");
    }

    @Test
    void indentsWithLineFeedsOnEverySystem() {
        assertThat(JsonText.of(new Basket("b", List.of(1, 2)), "indent", "true"))
                .isEqualTo("{\n  \"id\" : \"b\",\n  \"items\" : [\n    1,\n    2\n  ]\n}");
    }

    @Test
    void sortsKeysWhenAskedTo() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("b", new Order("1", 2, "n"));
        map.put("a", 1);

        assertThat(JsonText.of(map)).startsWith("{\"b\":{\"orderId\"");
        assertThat(JsonText.of(map, "sort.keys", "true"))
                .isEqualTo("{\"a\":1,\"b\":{\"amount\":2,\"note\":\"n\",\"orderId\":\"1\"}}");
    }

    @Test
    void sortsTheKeysOfRecordKeysUnlessToldNotTo() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("b", 1);
        map.put("a", 2);

        assertThat(Written.of(JsonText.serializer(true), map).text()).isEqualTo("{\"a\":2,\"b\":1}");
        assertThat(Written.of(JsonText.serializer(true, "sort.keys", "false"), map)
                        .text())
                .isEqualTo("{\"b\":1,\"a\":2}");
    }

    @Test
    void leavesNullsOutWhenToldTo() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("gone", null);
        map.put("order", new Order("1", 2, null));

        assertThat(JsonText.of(map))
                .isEqualTo("{\"gone\":null,\"order\":{\"orderId\":\"1\",\"amount\":2,\"note\":null}}");
        assertThat(JsonText.of(map, "include.nulls", "false"))
                .isEqualTo("{\"order\":{\"orderId\":\"1\",\"amount\":2}}");
        assertThat(JsonText.of(Arrays.asList(1, null), "include.nulls", "false"))
                .as("an element of a list keeps its place")
                .isEqualTo("[1,null]");
    }

    @Test
    void writesTimesAsIsoTextsOrAsMilliseconds() {
        Times times = new Times(
                NOON,
                OffsetDateTime.parse("2026-11-23T13:00:00.250+01:00"),
                Date.from(NOON),
                LocalDate.of(2026, 11, 23));

        assertThat(JsonText.of(times))
                .isEqualTo("{\"instant\":\"2026-11-23T12:00:00.250Z\",\"offset\":\"2026-11-23T13:00:00.25+01:00\","
                        + "\"date\":\"2026-11-23T12:00:00.250Z\",\"day\":\"2026-11-23\"}");
        assertThat(JsonText.of(times, "dates", "epoch-ms"))
                .isEqualTo("{\"instant\":1795435200250,\"offset\":1795435200250,\"date\":1795435200250,"
                        + "\"day\":\"2026-11-23\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "as-is, orderId",
        "snake-case, order_id",
        "upper-snake-case, ORDER_ID",
        "kebab-case, order-id",
        "upper-camel-case, OrderId",
        "lower-case, orderid",
        "lower-dot-case, order.id",
    })
    void namesPropertiesAsTold(String naming, String name) {
        assertThat(JsonText.of(new Order("1", 2, "n"), "naming", naming)).startsWith("{\"" + name + "\":\"1\"");
    }

    @Test
    void writesNumbersAndLettersAsTold() {
        assertThat(JsonText.of(new BigDecimal("1E+3"))).isEqualTo("1E+3");
        assertThat(JsonText.of(new BigDecimal("1E+3"), "plain.decimals", "true"))
                .isEqualTo("1000");
        assertThat(JsonText.of("é\uD83D\uDE00", "escape.non.ascii", "true")).isEqualTo("\"\\u00E9\\uD83D\\uDE00\"");
    }

    @Test
    void addsNoHeaderUnlessOneIsNamedForTheType() {
        assertThat(Written.of(JsonText.serializer(false), new Order("1", 2, "n"))
                        .headers())
                .isEmpty();
        assertThat(Written.of(JsonText.serializer(false, "type.header", "__TypeId__"), new Order("1", 2, "n"))
                        .headers())
                .singleElement()
                .satisfies(header -> {
                    assertThat(header.name()).isEqualTo("__TypeId__");
                    assertThat(header.value()).asString().isEqualTo(Order.class.getName());
                });
    }

    @Test
    void writesWhatOnesOwnMapperWrites() {
        JsonSerializer serializer = JsonSerializer.of(JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
                .build());

        assertThat(Written.of(serializer, Map.of("a", new Order("1", 2, "n"))).text())
                .contains("\"order-id\":\"1\"");
    }

    @Test
    void namesThePathOfThePropertyThatFailed() {
        Basket basket = new Basket("b", List.of("fine", Map.of("inner", new Broken())));

        assertThatThrownBy(() -> JsonText.of(basket))
                .isInstanceOf(SerializationException.class)
                .hasMessage("the value of a record for topic 'topic', a " + Basket.class.getName()
                        + ", can't be written as JSON because of its property items[1].inner.total:"
                        + " java.lang.IllegalStateException: no prices. Correct the object, or keep the property out of"
                        + " the JSON.")
                .hasRootCauseMessage("no prices");
    }

    @Test
    void refusesAnObjectWithoutProperties() {
        assertThatThrownBy(() -> JsonText.of(new Basket("b", List.of(new Object()))))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining(
                        "because of its property items[0]: No serializer found for class java.lang.Object");
    }

    @Test
    void refusesACycleWithAShortMessage() {
        Node one = new Node();
        Node two = new Node();
        one.next = two;
        two.next = one;

        SerializationException error = catchThrowableOfType(SerializationException.class, () -> JsonText.of(one));

        assertThat(error).hasMessageContaining("next.next.next").hasMessageContaining("depth");
        assertThat(error.getMessage()).hasSizeLessThan(800);
    }

    @Test
    void worksAgainAfterAFailure() {
        Serializer<Object> serializer = JsonText.serializer(false);

        assertThatThrownBy(() -> Written.of(serializer, new Broken())).isInstanceOf(SerializationException.class);

        assertThat(Written.of(serializer, new Order("1", 2, "n")).text())
                .isEqualTo("{\"orderId\":\"1\",\"amount\":2,\"note\":\"n\"}");
    }

    @Test
    void writesWhatIsLongerThanEveryBuffer() {
        Random random = new Random(SEED);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            texts.add("ä".repeat(random.nextInt(60)));
        }
        String expected = "[\"" + String.join("\",\"", texts) + "\"]";

        assertThat(JsonText.of(texts)).as("-Dkurier.seed=%d", SEED).isEqualTo(expected);
    }

    @Test
    void writesTheSameOnManyThreadsAtOnce() throws Exception {
        Serializer<Object> serializer = JsonText.serializer(false, "type.header", "type");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Boolean>> tasks = new ArrayList<>();
            for (int task = 0; task < 8; task++) {
                int number = task;
                tasks.add(() -> {
                    for (int i = 0; i < 2_000; i++) {
                        String note = "n".repeat(i % 300) + number;
                        Written written = Written.of(serializer, new Order("o" + number, i, note));
                        String expected =
                                "{\"orderId\":\"o" + number + "\",\"amount\":" + i + ",\"note\":\"" + note + "\"}";
                        if (!written.text().equals(expected)
                                || written.headers().size() != 1) {
                            throw new AssertionError(written.text());
                        }
                    }
                    return true;
                });
            }
            for (Future<Boolean> result : threads.invokeAll(tasks)) {
                assertThat(result.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void mayBeClosedTwice() {
        Serializer<Object> serializer = JsonText.serializer(false);

        serializer.close();

        assertThatCode(serializer::close).doesNotThrowAnyException();
    }

    @Test
    void refusesSettingsThatItDoesNotKnow() {
        assertThatThrownBy(() -> JsonText.serializer(false, "ident", "true"))
                .isInstanceOf(PluginException.class)
                .hasMessageContaining("it has no setting ident. Did you mean indent?");
        assertThatThrownBy(() -> JsonText.serializer(false, "naming", "snake"))
                .isInstanceOf(PluginException.class)
                .hasMessageContaining("naming=snake must be one of as-is, snake-case, upper-snake-case");
        assertThatThrownBy(() -> JsonText.serializer(false, "type.header", ""))
                .isInstanceOf(PluginException.class)
                .hasMessageContaining("type.header= must be the name of a header");
    }
}
