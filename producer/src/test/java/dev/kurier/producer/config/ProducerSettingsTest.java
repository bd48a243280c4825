package dev.kurier.producer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kurier.api.error.ConfigException;
import dev.kurier.producer.Kurier;
import dev.kurier.producer.config.ProducerSettings.Acks;
import dev.kurier.producer.config.ProducerSettings.Backoff;
import dev.kurier.producer.config.ProducerSettings.Batching;
import dev.kurier.producer.config.ProducerSettings.Client;
import dev.kurier.producer.config.ProducerSettings.Compression;
import dev.kurier.producer.config.ProducerSettings.Connection;
import dev.kurier.producer.config.ProducerSettings.Delivery;
import dev.kurier.producer.config.ProducerSettings.Metadata;
import dev.kurier.producer.config.ProducerSettings.Metrics;
import dev.kurier.producer.config.ProducerSettings.Timing;
import java.io.StringReader;
import java.util.ConcurrentModificationException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProducerSettingsTest {
    private static final long MS = 1_000_000;

    @Test
    void hasKafkasDefaultsExceptForAcks() {
        ProducerSettings settings = Given.parsed();

        assertThat(settings.client())
                .isEqualTo(new Client("test", "", List.of(new BrokerAddress("a", 9092), new BrokerAddress("b", 9092))));
        assertThat(settings.batching())
                .isEqualTo(new Batching(16_384, 5 * MS, 33_554_432, 1_048_576, Compression.NONE, 0));
        assertThat(settings.delivery())
                .isEqualTo(new Delivery(
                        Acks.LEADER,
                        true,
                        Integer.MAX_VALUE,
                        5,
                        120_000 * MS,
                        30_000,
                        60_000 * MS,
                        new Backoff(100 * MS, 1_000 * MS),
                        300_000 * MS,
                        true));
        assertThat(settings.delivery().requestTimeoutNs()).isEqualTo(30_000 * MS);
        assertThat(settings.connection())
                .isEqualTo(new Connection(
                        131_072,
                        32_768,
                        new Backoff(50 * MS, 1_000 * MS),
                        new Backoff(10_000 * MS, 30_000 * MS),
                        540_000 * MS,
                        16 * 1024 * 1024));
        assertThat(settings.metadata()).isEqualTo(new Metadata(300_000 * MS, 300_000 * MS, true, 300_000 * MS));
        assertThat(settings.metrics()).isEqualTo(new Metrics(Timing.SAMPLED, 30_000 * MS, 2));
        assertThat(settings.warnings()).isEmpty();
    }

    @Test
    void choosesPluginsByNameOrClass() {
        ProducerSettings.Plugins plugins = Given.parsed(
                        "key.serializer", StringBuilder.class,
                        "value.serializer", " json ",
                        "value.serializer.json.indent", "true",
                        "value.serializer.JSON.other", 5,
                        "interceptor.classes", "one, two",
                        "interceptor.one.level", "x")
                .plugins();

        assertThat(plugins.keySerializer().type()).isEqualTo(StringBuilder.class);
        assertThat(plugins.keySerializer().name()).isEqualTo("java.lang.StringBuilder");
        assertThat(plugins.valueSerializer().name()).isEqualTo("json");
        assertThat(plugins.valueSerializer().settings()).isEqualTo(Map.of("json.indent", "true", "JSON.other", "5"));
        assertThat(plugins.interceptors()).extracting(PluginChoice::name).containsExactly("one", "two");
        assertThat(plugins.interceptors().get(0).settings()).isEqualTo(Map.of("one.level", "x"));
        assertThat(plugins.partitioner().name()).isEqualTo("default");
    }

    @Test
    void handsKafkasPartitionerSettingsToThePartitioner() {
        PluginChoice partitioner = Given.parsed(
                        "partitioner.ignore.keys", "true",
                        "partitioner.default.seed", "42",
                        "client.rack", "a",
                        "batch.size", "100")
                .plugins()
                .partitioner();

        assertThat(partitioner.shared())
                .isEqualTo(Map.of(
                        "ignore.keys", "true",
                        "adaptive.partitioning.enable", "true",
                        "availability.timeout.ms", "0",
                        "rack.aware", "false",
                        "client.rack", "a",
                        "batch.size", "100"));
        assertThat(partitioner.settings()).isEqualTo(Map.of("default.seed", "42"));
    }

    @Test
    void warnsWhenAnotherPartitionerMayIgnoreTheSettingsOfTheDefaultOne() {
        assertThat(Given.warnings("partitioner.class", "round-robin", "partitioner.ignore.keys", true))
                .singleElement()
                .asString()
                .contains("partitioner.ignore.keys", "round-robin");
    }

    @Test
    void reportsFiveMistakesInOneMessage() {
        Map<String, Object> given = Given.with(
                "linger.ms", "10 ms",
                "acks", "2",
                "batch.size", -1,
                "compression.type", "GZIP",
                "bootstrap.servers", "h:9092,h");

        assertThatThrownBy(() -> ProducerSettings.parse(given))
                .isInstanceOf(ConfigException.class)
                .message()
                .startsWith("5 settings are not usable:")
                .contains(
                        "\n  - linger.ms=10 ms is not allowed: must be a whole number, 0 or more (milliseconds). Write 10."
                                + " Leave it out for the default, 5.",
                        "\n  - acks=2 is not allowed: must be one of all, -1, 0, 1. Leave it out for the default, 1.",
                        "\n  - batch.size=-1 is not allowed: must be a whole number, 0 or more (bytes).",
                        "\n  - compression.type=GZIP is not allowed: must be one of none, gzip, snappy, lz4, zstd.",
                        "\n  - bootstrap.servers entry 2 'h' has no port: must be host:port, for example h:9092.");
    }

    @Test
    void namesEveryRequiredSettingThatIsMissing() {
        assertThat(Given.problemsOf(Map.of()))
                .containsExactly(
                        "bootstrap.servers is missing. Name at least two brokers, as host:port, host:port.",
                        "key.serializer is missing. Set it to what turns keys into bytes, for example string; void for"
                                + " records without keys.",
                        "value.serializer is missing. Set it to what turns values into bytes, for example string.");
        assertThat(Given.problemsOf(null)).singleElement().asString().startsWith("settings=null is not allowed");
    }

    @Test
    void needsNoSettingForWhatIsGivenInCode() {
        Map<String, Object> given = Given.without("key.serializer");
        ProducerSettings settings = ProducerSettings.parse(given, Set.of("key.serializer", "partitioner.class"));

        assertThat(settings.plugins().keySerializer()).isNull();
        assertThat(settings.plugins().partitioner()).isNull();
        assertThatThrownBy(() -> ProducerSettings.parse(Given.with(), Set.of("key.serializer")))
                .hasMessage("key.serializer=string is set and an object was given in code as well. Remove one of the"
                        + " two.");
        given.put("key.serializer.x.password", "canary");
        assertThat(ProducerSettings.parse(given, Set.of("key.serializer")).warnings())
                .containsExactly("key.serializer.x.password has no effect: key.serializer is an object given in code,"
                        + " which takes no settings.");
    }

    @Test
    void readsAPropertiesFileWrittenForKafka() throws Exception {
        Properties properties = new Properties();
        properties.load(new StringReader("""
                bootstrap.servers=h1:9092, h2:9092
                key.serializer=org.apache.kafka.common.serialization.StringSerializer
                value.serializer=org.apache.kafka.common.serialization.ByteArraySerializer
                client.id=orders
                acks = all
                enable.idempotence=TRUE
                compression.type=lz4
                linger.ms=20
                security.protocol=PLAINTEXT
                sasl.mechanism=GSSAPI
                ssl.endpoint.identification.algorithm=https
                """));

        ProducerSettings settings = ProducerSettings.parse(properties);

        assertThat(settings.warnings()).isEmpty();
        assertThat(settings.delivery().acks()).isEqualTo(Acks.ALL);
        assertThat(settings.batching().compression()).isEqualTo(Compression.LZ4);
        assertThat(settings.batching().compressionLevel()).isEqualTo(9);
        assertThat(settings.batching().lingerNs()).isEqualTo(20 * MS);
        assertThat(settings.plugins().valueSerializer().name()).endsWith("ByteArraySerializer");
    }

    @Test
    void seesTheDefaultsOfProperties() {
        Properties defaults = new Properties();
        Given.LEAST.forEach((name, value) -> defaults.setProperty(name, value.toString()));
        Properties properties = new Properties(defaults);
        properties.setProperty("linger.ms", "1");

        assertThat(ProducerSettings.parse(properties).batching().lingerNs()).isEqualTo(MS);
    }

    @Test
    void takesNumbersAndFlagsAsObjectsOrText() {
        assertThat(Given.parsed("linger.ms", 7, "acks", 0, "max.block.ms", 9L).delivery())
                .extracting(Delivery::acks, Delivery::maxBlockNs)
                .containsExactly(Acks.NONE, 9 * MS);
        assertThat(Given.parsed("linger.ms", "  +7 ", "retries", "-0")
                        .delivery()
                        .retries())
                .isZero();
        assertThat(Given.problems("linger.ms", 7.0)).first().asString().startsWith("linger.ms=7.0 is not allowed");
        assertThat(Given.problems("batch.size", 1L << 31)).first().asString().contains("The largest is 2147483647.");
    }

    @Test
    void guessesWhatNumberWasMeant() {
        assertThat(hint("linger.ms", "2s")).contains(" Write 2000. ");
        assertThat(hint("linger.ms", "0x10")).contains(" Write 16. ");
        assertThat(hint("linger.ms", "1e3")).contains(" Write 1000. ");
        assertThat(hint("batch.size", "64 KB")).contains(" Write 65536. ");
        assertThat(hint("buffer.memory", "1.5g")).contains(" Write 1610612736. ");
        assertThat(hint("linger.ms", "0.5ms")).contains(" Write a whole number. ");
        assertThat(hint("linger.ms", "5 parsecs")).contains(" Write the number alone. ");
        assertThat(hint("linger.ms", "soon")).doesNotContain("Write");
        assertThat(hint("enable.idempotence", "on")).contains("Write true.");
    }

    @Test
    void saturatesTimesInsteadOfOverflowing() {
        ProducerSettings settings = Given.parsed(
                "linger.ms", Long.MAX_VALUE, "max.block.ms", Long.MAX_VALUE, "connections.max.idle.ms", -1);

        assertThat(settings.batching().lingerNs()).isEqualTo(ProducerSettings.FOREVER_NS);
        assertThat(settings.delivery().maxBlockNs()).isEqualTo(ProducerSettings.FOREVER_NS);
        assertThat(settings.connection().maxIdleNs()).isEqualTo(ProducerSettings.FOREVER_NS);
        // Would fit into a long, but not once more when added to a clock reading.
        assertThat(Given.parsed("max.block.ms", 5_000_000_000_000L).delivery().maxBlockNs())
                .isEqualTo(ProducerSettings.FOREVER_NS);
        assertThat(settings.delivery().deliveryTimeoutNs()).isEqualTo(Integer.MAX_VALUE * MS);
        assertThat(settings.warnings()).singleElement().asString().contains("delivery.timeout.ms is raised");
    }

    @Test
    void numbersProducersWithoutAName() {
        Map<String, Object> given = Given.without("client.id");

        assertThat(ProducerSettings.parse(given).client().id()).matches("producer-\\d+");
        assertThat(ProducerSettings.parse(given).client().id())
                .isNotEqualTo(ProducerSettings.parse(given).client().id());
        assertThat(Given.problems("client.id", "a\nb"))
                .containsExactly("client.id=a?b is not allowed: must be at most"
                        + " 32767 bytes without control characters. Shorten or correct it.");
    }

    @Test
    void refusesNamesThatAreNoTextAndNullValues() {
        Map<Object, Object> given = new HashMap<>(Given.LEAST);
        given.put(5, "x");
        given.put(null, "x");
        given.put("linger.ms", null);
        given.put("ssl.key.password", null);

        assertThat(Given.problemsOf(given))
                .containsExactlyInAnyOrder(
                        "A setting's name is of class java.lang.Integer: must be a text. Write names as linger.ms.",
                        "A setting's name is null: must be a text. Write names as linger.ms.",
                        "linger.ms=null is not allowed: must be a whole number, 0 or more (milliseconds). Leave it out"
                                + " for the default, 5.");
    }

    @Test
    void saysThatTheMapWasChangedMeanwhile() {
        Map<String, Object> changing = new HashMap<>() {
            @Override
            public Set<Entry<String, Object>> entrySet() {
                throw new ConcurrentModificationException();
            }
        };
        assertThat(Given.problemsOf(changing)).singleElement().asString().contains("changed while they were read");
    }

    @Test
    void suggestsWhatAnUnknownNameMeans() {
        assertThat(Given.warnings("linger", 1, "batch_size", 2, "Acks", 3, "group.id", "secret-canary", "", "x"))
                .containsExactly(
                        "'' (an empty name) is not a known setting and has no effect.",
                        "Acks is not a known setting and has no effect. Did you mean acks?",
                        "batch_size is not a known setting and has no effect. Did you mean batch.size?",
                        "group.id is not a known setting and has no effect.",
                        "linger is not a known setting and has no effect. Did you mean linger.ms?");
        assertThat(Given.problemsOf(Given.without("bootstrap.servers"))).hasSize(1);
    }

    @Test
    void refusesUnknownNamesWhenStrict() {
        assertThat(Given.problems("bootstrap.server", "x", "kurier.strict", "true", "colour", "red"))
                .containsExactly(
                        "bootstrap.server is not a known setting, and kurier.strict=true allows no others. Did you mean"
                                + " bootstrap.servers?",
                        "colour is not a known setting, and kurier.strict=true allows no others. Remove it.");
    }

    @Test
    void treatsASlipUnderAPluginPrefixAsUnknown() {
        assertThat(Given.warnings("partitioner.ignore.key", true))
                .singleElement()
                .asString()
                .endsWith("Did you mean partitioner.ignore.keys?");
    }

    @Test
    void neverShowsSecrets() {
        String canary = "canary-5a17";
        Map<String, Object> given = Given.with(
                "ssl.key.password", canary,
                "sasl.jaas.config", List.of(canary),
                "sasl.oauthbearer.client.credentials.client.secret", canary,
                "bootstrap.servers", "user:" + canary + "@h:1," + canary.repeat(20) + "@h",
                "unknown.password", canary,
                "value.serializer.json.password", canary);
        assertThatThrownBy(() -> ProducerSettings.parse(given))
                .message()
                .doesNotContain("canary")
                .contains(
                        "ssl.key.password=[hidden]", "sasl.jaas.config=[hidden]", "entry 1 '…@h:1' holds a user name");

        ProducerSettings good = Given.parsed("value.serializer.string.password", canary, "other", canary);
        assertThat(good.toString()).doesNotContain(canary);
    }

    @Test
    void listsTheValuesInUse() {
        assertThat(Given.parsed("enable.idempotence", true, "interceptor.classes", List.of("a", String.class))
                        .effective())
                .containsEntry("acks", "all")
                .containsEntry("linger.ms", "5")
                .containsEntry("interceptor.classes", "a,java.lang.String")
                .containsEntry("kurier.timing", "sampled")
                .doesNotContainKey("ssl.protocol")
                .doesNotContainKey("partitioner.class");
    }

    @Test
    void refusesListsWithEmptyEntries() {
        assertThat(Given.problems("interceptor.classes", "a,,b"))
                .first()
                .asString()
                .contains("Entry 2 is empty.");
    }

    /** Two faults of a file that nobody sees. */
    @ParameterizedTest
    @ValueSource(
            strings = {"\uFEFFacks", " acks", "acks\t", "acks\u00a0", "\u200backs", " value.serializer.json.indent"})
    void refusesNamesWithLettersThatNobodySees(String name) {
        assertThat(Given.problems(name, "all"))
                .singleElement()
                .asString()
                .contains("can't be seen", "Write " + name.replaceAll("[^a-z.]", "") + ".")
                .doesNotContain("\uFEFF", "\u200b", "\u00a0");
    }

    @Test
    void refusesDefaultsOfPropertiesThatAreNoText() {
        Properties defaults = new Properties();
        defaults.put("linger.ms", 7);

        assertThat(Given.problemsOf(new Properties(defaults)))
                .singleElement()
                .asString()
                .contains("linger.ms in the defaults of the Properties is no text");
    }

    @Test
    void buildsWithTheDefaultsOfProperties() {
        Properties defaults = new Properties();
        Given.LEAST.forEach((name, value) -> defaults.setProperty(name, value.toString()));
        defaults.setProperty("acks", "perhaps");

        assertThatThrownBy(() -> Kurier.producer(new Properties(defaults)).build())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("acks=perhaps")
                .hasMessageNotContaining("missing");
    }

    @Test
    void leavesTimeToConnectThoughTheLongestIsNone() {
        ProducerSettings.Backoff setupTimeout = Given.parsed("socket.connection.setup.timeout.max.ms", "0")
                .connection()
                .setupTimeout();

        assertThat(setupTimeout.firstNs()).isEqualTo(10_000_000_000L);
        assertThat(setupTimeout.maxNs()).isEqualTo(10_000_000_000L);
    }

    private static String hint(String name, String value) {
        return Given.problems(name, value).get(0);
    }
}
