package dev.kurier.cli.produce;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lists what text can be read as, so that the chosen serializer is given the type it wants. */
enum TextType {
    STRING("text in UTF-8", TextType::text, "string"),
    BYTES("any bytes", bytes -> bytes, "bytes", "bytearray"),
    BYTEBUFFER("any bytes", ByteBuffer::wrap, "bytebuffer"),
    SHORT("a whole number from -32768 to 32767", bytes -> Short.valueOf(whole(bytes)), "short"),
    INTEGER("a whole number of 32 bits", bytes -> Integer.valueOf(whole(bytes)), "integer", "int"),
    LONG("a whole number of 64 bits", bytes -> Long.valueOf(whole(bytes)), "long"),
    FLOAT("a number of 32 bits, such as 0.5, 1e3, NaN or -Infinity", TextType::single, "float"),
    DOUBLE("a number of 64 bits, such as 0.5, 1e3, NaN or -Infinity", TextType::twofold, "double"),
    BOOLEAN("true or false", TextType::truth, "boolean"),
    UUID("a UUID, such as 123e4567-e89b-12d3-a456-426614174000", TextType::uuid, "uuid"),
    VOID("nothing at all", TextType::nothing, "void", "none");

    private static final List<String> OUR_PACKAGES =
            List.of("", "org.apache.kafka.common.serialization", "dev.kurier.serializers");

    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]+");
    private static final Pattern DECIMAL =
            Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?|[+-]?Infinity|NaN");
    private static final Pattern ZERO = Pattern.compile("[+-]?[0.]+([eE].*)?");
    private static final Pattern HEXADECIMAL_8_4_4_4_12 =
            Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

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

    /** Tells whether it is written in letters; if not, every byte counts. */
    boolean isText() {
        return this != BYTES && this != BYTEBUFFER;
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

    /** Java's parsers take the digits of any script. */
    private static String whole(byte[] bytes) throws CharacterCodingException {
        return matching(WHOLE, text(bytes));
    }

    private static Float single(byte[] bytes) throws CharacterCodingException {
        String text = decimal(bytes);
        float number = Float.parseFloat(text);
        requireHeld(text, number);
        return number;
    }

    private static Double twofold(byte[] bytes) throws CharacterCodingException {
        String text = decimal(bytes);
        double number = Double.parseDouble(text);
        requireHeld(text, number);
        return number;
    }

    /** Java's parsers take blanks around it, a type's letter behind it, and hexadecimal fractions. */
    private static String decimal(byte[] bytes) throws CharacterCodingException {
        return matching(DECIMAL, text(bytes));
    }

    /** Java's parsers turn what is too large or too small into Infinity or 0. */
    private static void requireHeld(String text, double number) {
        boolean tooLarge = Double.isInfinite(number) && !text.endsWith("Infinity");
        boolean tooSmall = number == 0 && !ZERO.matcher(text).matches();
        if (tooLarge || tooSmall) {
            throw new IllegalArgumentException();
        }
    }

    private static String matching(Pattern syntax, String text) {
        if (!syntax.matcher(text).matches()) {
            throw new IllegalArgumentException();
        }
        return text;
    }

    private static Boolean truth(byte[] bytes) throws CharacterCodingException {
        return switch (text(bytes)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException();
        };
    }

    private static java.util.UUID uuid(byte[] bytes) throws CharacterCodingException {
        return java.util.UUID.fromString(matching(HEXADECIMAL_8_4_4_4_12, text(bytes)));
    }

    private static @Nullable Object nothing(byte[] bytes) {
        if (bytes.length > 0) {
            throw new IllegalArgumentException();
        }
        return null;
    }
}
