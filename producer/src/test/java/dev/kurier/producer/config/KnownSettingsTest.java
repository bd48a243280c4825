package dev.kurier.producer.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.producer.config.table.KnownSettings;
import dev.kurier.producer.config.table.Setting;
import dev.kurier.producer.config.table.ValueType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares the tables with the definitions of kafka-clients, key by key. */
class KnownSettingsTest {
    private static final String NAME_OF_A_CLASS = "org.apache.kafka.common.serialization.StringSerializer";
    private static final ConfigDef KAFKA = ProducerConfig.configDef();

    /** Kafka sets no bound here, but no connection is made in no time, nor in less. */
    private static final Set<String> STRICTER =
            Set.of("socket.connection.setup.timeout.ms", "socket.connection.setup.timeout.max.ms");

    static Stream<Setting> settings() {
        return KnownSettings.all().stream();
    }

    static Stream<Setting> kafkas() {
        return settings().filter(s -> !s.name().startsWith("kurier."));
    }

    static Stream<Setting> numbers() {
        return kafkas().filter(s ->
                Set.of(ValueType.SHORT, ValueType.INT, ValueType.LONG).contains(s.type()));
    }

    @Test
    void knowsEveryKeyOfKafkasClient() {
        assertThat(kafkas().map(Setting::name).toList())
                .containsExactlyInAnyOrderElementsOf(KAFKA.names())
                .hasSize(120);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kafkas")
    void hasKafkasTypeImportanceAndDefault(Setting setting) {
        ConfigDef.ConfigKey key = KAFKA.configKeys().get(setting.name());

        assertThat(setting.type().name()).isEqualTo(key.type().name());
        assertThat(setting.importance().name()).isEqualTo(key.importance.name());
        // The one default that differs: the study notes say acks=1.
        Object expected = setting.name().equals("acks") ? "1" : key.hasDefault() ? key.defaultValue : null;
        assertThat(asWritten(expected)).isEqualTo(setting.defaultValue());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("numbers")
    void allowsTheNumbersThatKafkaAllows(Setting setting) {
        ConfigDef.ConfigKey key = KAFKA.configKeys().get(setting.name());
        for (long number : List.of(
                Long.MIN_VALUE,
                (long) Integer.MIN_VALUE,
                -131073L,
                -131072L,
                -2L,
                -1L,
                0L,
                1L,
                3L,
                4L,
                9L,
                10L,
                17L,
                18L,
                22L,
                23L,
                899L,
                900L,
                901L,
                3600L,
                3601L,
                4999L,
                5000L,
                32767L,
                32768L,
                86400L,
                86401L,
                (long) Integer.MAX_VALUE,
                Integer.MAX_VALUE + 1L,
                Long.MAX_VALUE)) {
            if (number > 0 || !STRICTER.contains(setting.name())) {
                assertThat(isAllowed(setting, Long.toString(number)))
                        .as("%s=%d", setting.name(), number)
                        .isEqualTo(kafkaAllows(key, number));
            }
        }
        assertThat(isAllowed(setting, "9223372036854775808")).isFalse();
    }

    static Stream<Arguments> lists() {
        return Stream.of("bootstrap.servers", "interceptor.classes")
                .flatMap(name -> Stream.of("x:1", "x:1,x:1", "x:1, x:1 ,y:1", "x:1,", ",x:1", "x:1,,y:1", ",", "", " ")
                        .map(value -> Arguments.of(name, value)));
    }

    @ParameterizedTest(name = "{0}={1}")
    @MethodSource("lists")
    void takesTheListsThatKafkaTakesWithEachEntryOnce(String name, String value) {
        Map<String, String> kafkas = new HashMap<>(Map.of(
                "bootstrap.servers", "a:1", "key.serializer", NAME_OF_A_CLASS, "value.serializer", NAME_OF_A_CLASS));
        kafkas.put(name, value);
        List<?> taken = null;
        try {
            taken = new ProducerConfig(new HashMap<>(kafkas)).getList(name);
        } catch (org.apache.kafka.common.config.ConfigException e) {
            assertThat(Given.problems(name, value)).isNotEmpty();
        }
        if (taken != null) {
            assertThat(Given.parsed(name, value).effective().getOrDefault(name, ""))
                    .isEqualTo(String.join(
                            ",", taken.stream().map(Object::toString).toList()));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("settings")
    void describesItselfInOneLine(Setting setting) {
        assertThat(setting.doc()).endsWith(".").doesNotContain("\n").hasSizeBetween(15, 200);
        assertThat(setting.mustBe()).isNotBlank();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("settings")
    void acceptsItsDefaultWrittenOut(Setting setting) {
        if (setting.defaultValue() != null && !setting.defaultValue().isEmpty()) {
            ProducerSettings settings = Given.parsed(setting.name(), setting.defaultValue());

            String effective = settings.effective().get(setting.name());
            assertThat(effective).isEqualTo(setting.isSupported() ? expectedText(setting) : null);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("settings")
    void takesAGoodValue(Setting setting) {
        String good = Examples.good(setting);
        if (setting.isSupported()) {
            // partitioner.rack.aware needs it; of no meaning to the others
            String rack = setting.name().equals("client.rack") ? good : "r1";
            assertThat(Given.parsed("client.rack", rack, setting.name(), good).effective())
                    .containsEntry(setting.name(), good);
        } else if (good.equals(setting.defaultValue())) {
            assertThat(Given.warnings(setting.name(), good))
                    .containsExactly(setting.name() + "=" + good + " has no effect. " + setting.doc());
        } else {
            assertThat(Given.problems(setting.name(), good))
                    .singleElement()
                    .asString()
                    .startsWith(setting.name() + "=")
                    .contains("is not supported yet: Kurier works ")
                    .endsWith(". Remove it.");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("settings")
    void refusesABadValueAndSaysWhatIsAllowed(Setting setting) {
        for (Object bad : Examples.bad(setting)) {
            assertThat(Given.problems(setting.name(), bad))
                    .as("%s=%s", setting.name(), bad)
                    .first()
                    .asString()
                    .startsWith(setting.name())
                    .contains("must be ");
        }
    }

    private static String expectedText(Setting setting) {
        return setting.name().equals("client.id") ? "test" : setting.defaultValue();
    }

    private static boolean isAllowed(Setting setting, String text) {
        try {
            ValueParser.parse(setting, text);
            return true;
        } catch (ValueParser.RefusedException e) {
            return false;
        }
    }

    private static boolean kafkaAllows(ConfigDef.ConfigKey key, long number) {
        try {
            Object value = ConfigDef.parseType(key.name, Long.toString(number), key.type());
            if (key.validator != null) {
                key.validator.ensureValid(key.name, value);
            }
            return true;
        } catch (org.apache.kafka.common.config.ConfigException e) {
            return false;
        }
    }

    private static String asWritten(Object value) {
        if (value instanceof List<?> list) {
            return String.join(",", list.stream().map(Object::toString).toList());
        }
        return value instanceof Class<?> type ? type.getName() : value == null ? null : value.toString();
    }
}
