package dev.kurier.serializers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kurier.api.Headers;
import dev.kurier.api.error.PluginException;
import dev.kurier.api.setting.PluginSettings;
import dev.kurier.api.spi.Plugin;
import dev.kurier.api.spi.SerializationContext;
import dev.kurier.api.spi.Serializer;
import dev.kurier.api.spi.SerializerProvider;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.BooleanSerializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.ByteBufferSerializer;
import org.apache.kafka.common.serialization.DoubleSerializer;
import org.apache.kafka.common.serialization.FloatSerializer;
import org.apache.kafka.common.serialization.IntegerSerializer;
import org.apache.kafka.common.serialization.LongSerializer;
import org.apache.kafka.common.serialization.ShortSerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.serialization.UUIDSerializer;
import org.apache.kafka.common.serialization.VoidSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the built-in serializers with those of Kafka's own client. */
class SerializersTest {
    private static final long SEED = Long.getLong("kurier.seed", System.nanoTime());
    private static final int ROUNDS = 500;

    static Stream<Arguments> counterparts() {
        Random random = new Random(SEED);
        return Stream.of(
                counterpart("string", new StringSerializer(), texts(random)),
                counterpart("bytes", new ByteArraySerializer(), many(() -> bytes(random))),
                counterpart("bytebuffer", new ByteBufferSerializer(), many(() -> buffer(random))),
                counterpart("short", new ShortSerializer(), many(() -> (short) random.nextInt())),
                counterpart("integer", new IntegerSerializer(), many(random::nextInt)),
                counterpart("long", new LongSerializer(), many(random::nextLong)),
                counterpart("float", new FloatSerializer(), many(() -> Float.intBitsToFloat(random.nextInt()))),
                counterpart("double", new DoubleSerializer(), many(() -> Double.longBitsToDouble(random.nextLong()))),
                counterpart("boolean", new BooleanSerializer(), List.of(true, false)),
                counterpart("uuid", new UUIDSerializer(), many(() -> new UUID(random.nextLong(), random.nextLong()))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("counterparts")
    void writesTheSameBytesAsKafka(
            String name, org.apache.kafka.common.serialization.Serializer<Object> oracle, List<Object> values) {
        Serializer<Object> serializer = make(name);
        for (Object value : values) {
            // Kafka's serializer of buffers moves the position, so ours goes first and the oracle gets its own view.
            Object forOracle = value instanceof ByteBuffer buffer ? ownPosition(buffer) : value;
            assertThat(write(serializer, value))
                    .as("%s of %s, -Dkurier.seed=%d", name, value, SEED)
                    .isEqualTo(oracle.serialize("topic", forOracle));
        }
    }

    @Test
    void writesNanFloatsWithTheirBitsAndNanDoublesCanonically() {
        assertThat(write(make("float"), Float.intBitsToFloat(0x7fc12345)))
                .isEqualTo(new FloatSerializer().serialize("t", Float.intBitsToFloat(0x7fc12345)))
                .containsExactly(0x7f, 0xc1, 0x23, 0x45);
        assertThat(write(make("double"), Double.longBitsToDouble(0x7ff8000000012345L)))
                .isEqualTo(new DoubleSerializer().serialize("t", Double.longBitsToDouble(0x7ff8000000012345L)))
                .containsExactly(0x7f, 0xf8, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void writesGoldenBytes() {
        assertThat(write(make("string"), "한국어")).asHexString().isEqualTo("ED959CEAB5ADEC96B4");
        assertThat(write(make("integer"), 0x01020304)).containsExactly(1, 2, 3, 4);
        assertThat(write(make("long"), -2L)).asHexString().isEqualTo("FFFFFFFFFFFFFFFE");
        assertThat(write(make("boolean"), true)).containsExactly(1);
        assertThat(write(make("uuid"), new UUID(1, 2)))
                .isEqualTo("00000000-0000-0001-0000-000000000002".getBytes(StandardCharsets.US_ASCII));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "utf8", "ISO-8859-1", "latin1", "UTF-16", "UTF-16LE", "EUC-KR", "US-ASCII"})
    void writesTextInTheCharsetThatIsSetAsKafkaDoes(String charset) {
        StringSerializer oracle = new StringSerializer();
        oracle.configure(Map.of("serializer.encoding", charset), false);
        Serializer<Object> serializer = make("string", Map.of("encoding", charset));

        for (String text : texts(new Random(SEED))) {
            assertThat(write(serializer, text))
                    .as("%s, -Dkurier.seed=%d", charset, SEED)
                    .isEqualTo(oracle.serialize("topic", text));
        }
    }

    @Test
    void writesGoldenBytesOfOtherCharsets() {
        assertThat(write(make("string", Map.of("encoding", "ISO-8859-1")), "Grüße"))
                .asHexString()
                .isEqualTo("4772FCDF65");
        assertThat(write(make("string", Map.of("encoding", "UTF-16BE")), "é"))
                .asHexString()
                .isEqualTo("00E9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-9", "no charset", "", "x-JISAutoDetect"})
    void refusesACharsetThatItCannotWrite(String charset) {
        assertThatThrownBy(() -> make("string", Map.of("encoding", charset)))
                .isInstanceOf(PluginException.class)
                .hasMessage(
                        "its setting encoding=" + charset + " must be the name of a charset that this JVM can write,"
                                + " for example UTF-8, ISO-8859-1 or UTF-16");
    }

    @Test
    void writesTheWholeBufferAndLeavesItsPosition() {
        for (ByteBuffer buffer : List.of(ByteBuffer.allocate(5), ByteBuffer.allocateDirect(5))) {
            buffer.put(new byte[] {1, 2, 3, 4, 5}).position(2).limit(4);

            assertThat(write(make("bytebuffer"), buffer)).containsExactly(1, 2, 3, 4);

            assertThat(buffer.position()).isEqualTo(2);
            assertThat(buffer.limit()).isEqualTo(4);
        }
    }

    @Test
    void handsByteArraysOverWithoutACopy() {
        byte[] value = {1, 2};
        RecordingSink sink = new RecordingSink();

        make("bytes").serialize(new Context(), value, sink);

        assertThat(sink.adopted).isSameAs(value);
    }

    @Test
    void refusesAnythingInVoid() {
        assertThat(new VoidSerializer().serialize("t", null)).isNull();
        assertThatThrownBy(() ->
                        write(provider("void").create(true, PluginSettings.of("test", List.of(), Map.of())), "text"))
                .hasMessage("key.serializer=void takes null only. Leave the key out, or choose the serializer of its"
                        + " class with key.serializer.");
        assertThatThrownBy(() ->
                        write(provider("void").create(false, PluginSettings.of("test", List.of(), Map.of())), "text"))
                .hasMessageContaining("value.serializer=void");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("counterparts")
    void answersToTheNamesOfKafkasClass(
            String name, org.apache.kafka.common.serialization.Serializer<Object> oracle, List<Object> values) {
        Plugin plugin = provider(name).getClass().getAnnotation(Plugin.class);

        assertThat(plugin.aliases())
                .contains(oracle.getClass().getSimpleName(), oracle.getClass().getName());
        assertThat(values)
                .allSatisfy(v -> assertThat(v).isInstanceOf(provider(name).type()));
    }

    @Test
    void givesEveryNameAndAliasToOnePluginOnly() {
        List<String> names = new ArrayList<>();
        for (SerializerProvider provider : ServiceLoader.load(SerializerProvider.class)) {
            Plugin plugin = provider.getClass().getAnnotation(Plugin.class);
            names.add(plugin.name());
            Stream.of(plugin.aliases()).map(a -> a.toLowerCase(Locale.ROOT)).forEach(names::add);
            assertThat(plugin.summary()).isNotBlank();
        }
        assertThat(names)
                .doesNotHaveDuplicates()
                .contains("void", "voidserializer")
                .hasSizeGreaterThan(11);
    }

    @Test
    void listsTheSameProvidersForClassPathAndModulePath() throws Exception {
        String module = Files.readString(Path.of("src/main/java/module-info.java"));
        TreeSet<String> provided = new TreeSet<>(Pattern.compile("dev\\.kurier\\.serializers\\.\\w+")
                .matcher(module)
                .results()
                .map(r -> r.group())
                .toList());
        Path services = Path.of("src/main/resources/META-INF/services", SerializerProvider.class.getName());

        assertThat(new TreeSet<>(Files.readAllLines(services)))
                .isEqualTo(provided)
                .hasSize(11);
    }

    private static Arguments counterpart(String name, Object oracle, List<?> values) {
        return Arguments.of(name, oracle, values);
    }

    private static <T> List<T> many(java.util.function.Supplier<T> source) {
        return Stream.generate(source).limit(ROUNDS).toList();
    }

    private static List<String> texts(Random random) {
        List<String> texts = new ArrayList<>(List.of("", "a", "한국어", "\uD83D\uDE00", "\uD83D", "\uDE00x", "\u0000"));
        texts.addAll(many(() -> random.ints(random.nextInt(40), 0, 0x10000)
                .collect(StringBuilder::new, (b, c) -> b.append((char) c), StringBuilder::append)
                .toString()));
        return texts;
    }

    private static byte[] bytes(Random random) {
        byte[] bytes = new byte[random.nextInt(64)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static ByteBuffer buffer(Random random) {
        byte[] bytes = bytes(random);
        ByteBuffer buffer = random.nextBoolean()
                ? ByteBuffer.wrap(bytes)
                : ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
        if (random.nextBoolean()) {
            buffer.limit(random.nextInt(buffer.limit() + 1));
        }
        if (random.nextBoolean()) {
            buffer.position(random.nextInt(buffer.limit() + 1));
        }
        if (random.nextInt(3) == 0) {
            buffer = buffer.slice();
        }
        return random.nextInt(3) == 0 ? buffer.asReadOnlyBuffer() : buffer;
    }

    private static ByteBuffer ownPosition(ByteBuffer buffer) {
        return buffer.duplicate();
    }

    private static byte[] write(Serializer<?> serializer, Object value) {
        RecordingSink sink = new RecordingSink();
        @SuppressWarnings("unchecked")
        Serializer<Object> any = (Serializer<Object>) serializer;
        any.serialize(new Context(), value, sink);
        return sink.bytes();
    }

    private static Serializer<Object> make(String name) {
        return make(name, Map.of());
    }

    @SuppressWarnings("unchecked")
    private static Serializer<Object> make(String name, Map<String, String> given) {
        SerializerProvider provider = provider(name);
        return (Serializer<Object>) provider.create(false, PluginSettings.of("test", provider.settings(), given));
    }

    private static SerializerProvider provider(String name) {
        return ServiceLoader.load(SerializerProvider.class).stream()
                .filter(p -> p.type().getAnnotation(Plugin.class).name().equals(name))
                .findFirst()
                .orElseThrow()
                .get();
    }

    private static final class Context implements SerializationContext {
        @Override
        public String topic() {
            return "topic";
        }

        @Override
        public boolean isKey() {
            return false;
        }

        @Override
        public Headers headers() {
            return Headers.none();
        }

        @Override
        public void addHeader(String name, byte[] value) {
            throw new AssertionError("no serializer of ours adds headers");
        }
    }
}
