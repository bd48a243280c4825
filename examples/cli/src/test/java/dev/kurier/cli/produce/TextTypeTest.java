package dev.kurier.cli.produce;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kurier.api.spi.Plugin;
import dev.kurier.api.spi.SerializerProvider;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.ServiceLoader;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TextTypeTest {
    @Test
    void knowsEveryNameOfEveryBuiltInSerializer() {
        List<? extends Class<? extends SerializerProvider>> providers =
                ServiceLoader.load(SerializerProvider.class).stream()
                        .map(ServiceLoader.Provider::type)
                        .toList();

        assertThat(providers).hasSize(TextType.values().length).allSatisfy(provider -> {
            Plugin plugin = provider.getAnnotation(Plugin.class);
            TextType type = TextType.valueOf(plugin.name().toUpperCase(java.util.Locale.ROOT));
            assertThat(Stream.concat(Stream.of(plugin.name(), provider.getName()), Stream.of(plugin.aliases())))
                    .allSatisfy(
                            name -> assertThat(TextType.wantedBy(name)).as(name).isEqualTo(type));
        });
    }

    @Test
    void givesTextToSerializersItDoesNotKnow() {
        assertThat(TextType.wantedBy("json")).isEqualTo(TextType.STRING);
        assertThat(TextType.wantedBy("com.example.IntegerSerializer")).isEqualTo(TextType.STRING);
        assertThat(TextType.wantedBy("")).isEqualTo(TextType.STRING);
    }

    @Test
    void readsEachType() throws UnreadableTextException {
        assertThat(read(TextType.STRING, "ü")).isEqualTo("ü");
        assertThat(read(TextType.BYTES, "ab")).isEqualTo("ab".getBytes(UTF_8));
        assertThat(read(TextType.BYTEBUFFER, "ab")).isEqualTo(ByteBuffer.wrap("ab".getBytes(UTF_8)));
        assertThat(read(TextType.SHORT, "-7")).isEqualTo((short) -7);
        assertThat(read(TextType.INTEGER, "7")).isEqualTo(7);
        assertThat(read(TextType.LONG, "7")).isEqualTo(7L);
        assertThat(read(TextType.FLOAT, "0.5")).isEqualTo(0.5f);
        assertThat(read(TextType.DOUBLE, "0.5")).isEqualTo(0.5);
        assertThat(read(TextType.DOUBLE, "-1.5E+3")).isEqualTo(-1500.0);
        assertThat(read(TextType.DOUBLE, "0e-999")).isEqualTo(0.0);
        assertThat(read(TextType.DOUBLE, "-Infinity")).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(read(TextType.FLOAT, "NaN")).isEqualTo(Float.NaN);
        assertThat(read(TextType.BOOLEAN, "true")).isEqualTo(true);
        assertThat(read(TextType.UUID, "123e4567-e89b-12d3-a456-426614174000"))
                .isEqualTo(UUID.fromString("123e4567-e89b-12d3-a456-426614174000"));
        assertThat(read(TextType.VOID, "")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "SHORT, 40000",
        "INTEGER, 3000000000",
        "LONG, 1.5",
        "LONG, ٤٢",
        "INTEGER, ' 1'",
        "INTEGER, 0x10",
        "FLOAT, half",
        "FLOAT, 1e39",
        "FLOAT, 1e-60",
        "FLOAT, 1f",
        "DOUBLE, ''",
        "DOUBLE, 1e400",
        "DOUBLE, -1e400",
        "DOUBLE, 1e-400",
        "DOUBLE, 1d",
        "DOUBLE, 0x1p3",
        "DOUBLE, ' 1.5'",
        "DOUBLE, '1.5 '",
        "DOUBLE, .",
        "DOUBLE, e3",
        "DOUBLE, infinity",
        "DOUBLE, ٤",
        "BOOLEAN, TRUE",
        "UUID, 1-2-3",
        "UUID, 1-1-1-1-1",
        "UUID, 0123e4567-e89b-12d3-a456-426614174000",
        "UUID, ' 123e4567-e89b-12d3-a456-426614174000'",
        "VOID, x"
    })
    void refusesTextThatIsNotOfTheType(TextType type, String text) {
        assertThatThrownBy(() -> read(type, text)).isInstanceOf(UnreadableTextException.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = TextType.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"BYTES", "BYTEBUFFER"})
    void refusesBytesThatAreNotUtf8(TextType type) {
        assertThatThrownBy(() -> type.read(new byte[] {(byte) 0xc3, '('})).isInstanceOf(UnreadableTextException.class);
    }

    private static Object read(TextType type, String text) throws UnreadableTextException {
        return type.read(text.getBytes(UTF_8));
    }
}
