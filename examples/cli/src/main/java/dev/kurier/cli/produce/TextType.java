package dev.kurier.cli.produce;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Lists what text can be read as, so that the chosen serializer is given the type it wants. */
enum TextType {
    STRING("text in UTF-8", TextType::text, "string"),
    BYTES("any bytes", bytes -> bytes, "bytes", "bytearray"),
    BYTEBUFFER("any bytes", ByteBuffer::wrap, "bytebuffer"),
    SHORT("a whole number from -32768 to 32767", bytes -> Short.valueOf(text(bytes)), "short"),
    INTEGER("a whole number of 32 bits", bytes -> Integer.valueOf(text(bytes)), "integer", "int"),
    LONG("a whole number of 64 bits", bytes -> Long.valueOf(text(bytes)), "long"),
    FLOAT("a number, such as 0.5", bytes -> Float.valueOf(text(bytes)), "float"),
    DOUBLE("a number, such as 0.5", bytes -> Double.valueOf(text(bytes)), "double"),
    BOOLEAN("true or false", TextType::truth, "boolean"),
    UUID("a UUID, such as 123e4567-e89b-12d3-a456-426614174000", TextType::uuid, "uuid"),
    VOID("nothing at all", TextType::nothing, "void", "none");

    private static final List<String> OUR_PACKAGES =
            List.of("", "org.apache.kafka.common.serialization", "dev.kurier.serializers");

    private final String allowed;
    private final Reading reading;
    private final List<String> names;

    private interface Reading {
        @Nullable
        Object read(byte[] bytes) throws CharacterCodingException;
    }

    TextType(String allowed, Reading reading, String... names) {
        this.allowed = allowed;
        this.reading = reading;
        this.names = List.of(names);
    }

    /** Finds what the serializer of that name, alias or class wants; text, if it is not a built-in one. */
    static TextType wantedBy(String serializer) {
        int dot = serializer.lastIndexOf('.');
        if (!OUR_PACKAGES.contains(serializer.substring(0, Math.max(0, dot)))) {
            return STRING;
        }
        String name = serializer
                .substring(dot + 1)
                .trim()
                .toLowerCase(Locale.ROOT)
                .replaceFirst("serializer(provider)?$", "")
                .replace("-", "");
        for (TextType type : values()) {
            if (type.names.contains(name)) {
                return type;
            }
        }
        return STRING;
    }

    /**
     * Reads text.
     *
     * @return what to give the serializer; null for {@link #VOID}
     * @throws UnreadableTextException if the text is not {@link #allowed()}
     */
    @Nullable
    Object read(byte[] bytes) throws UnreadableTextException {
        try {
            return reading.read(bytes);
        } catch (CharacterCodingException | IllegalArgumentException e) {
            throw new UnreadableTextException(allowed);
        }
    }

    private static String text(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    private static Boolean truth(byte[] bytes) throws CharacterCodingException {
        return switch (text(bytes)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException();
        };
    }

    private static java.util.UUID uuid(byte[] bytes) throws CharacterCodingException {
        return java.util.UUID.fromString(text(bytes));
    }

    private static @Nullable Object nothing(byte[] bytes) {
        if (bytes.length > 0) {
            throw new IllegalArgumentException();
        }
        return null;
    }
}
