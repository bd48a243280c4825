package dev.kurier.integrationtests.roundtrip;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.utils.Bytes;

/** Pairs a value with the bytes that Kafka's own serializer of that name makes of it. */
record SerializerSample(String serializer, Object value, Bytes bytes) {
    private static final String UUID_TEXT = "123e4567-e89b-12d3-a456-426614174000";

    /** All serializers that have values; {@code void} has none. */
    static List<SerializerSample> all() {
        return List.of(
                sample("string", "Grüße, 세계", "4772c3bcc39f652c20ec84b8eab384"),
                sample("string", "", ""),
                sample("bytes", new byte[] {0, -1, 127}, "00ff7f"),
                sample("bytebuffer", ByteBuffer.wrap(new byte[] {4, 5, 6}), "040506"),
                sample("short", (short) -2, "fffe"),
                sample("integer", 0x01020304, "01020304"),
                sample("long", -3L, "fffffffffffffffd"),
                sample("float", 1.5f, "3fc00000"),
                sample("double", -0.25, "bfd0000000000000"),
                sample("boolean", true, "01"),
                sample("boolean", false, "00"),
                new SerializerSample(
                        "uuid", UUID.fromString(UUID_TEXT), Bytes.wrap(UUID_TEXT.getBytes(StandardCharsets.US_ASCII))));
    }

    private static SerializerSample sample(String serializer, Object value, String hex) {
        return new SerializerSample(serializer, value, Bytes.wrap(HexFormat.of().parseHex(hex)));
    }

    @Override
    public String toString() {
        return serializer + " " + bytes;
    }
}
