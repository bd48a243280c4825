package dev.kurier.cli.plugins;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes values to try a serializer with, by the class it takes. */
final class SampleValues {
    private static final int KEYS = 20;
    private static final List<Object> ALL = List.of(
            "value",
            "",
            "42",
            "Grüße, 안녕",
            new byte[] {0, -1, 65},
            new byte[0],
            ByteBuffer.wrap(new byte[] {1, 2, 3}),
            (short) -2,
            0,
            Integer.MIN_VALUE,
            Long.MAX_VALUE,
            1.5f,
            Double.NEGATIVE_INFINITY,
            true,
            false,
            new UUID(1, 2),
            Map.of("name", "value"),
            List.of(1, 2));

    private SampleValues() {}

    /** The given texts, if it takes texts; or else values of every well-known class that it takes. */
    static List<Object> of(@Nullable Class<?> type, List<String> given) {
        List<?> candidates = given.isEmpty() ? ALL : given;
        return candidates.stream()
                .filter(value -> type != null && type.isInstance(value))
                .map(Object.class::cast)
                .toList();
    }

    /** Serialized keys for partitioners, the empty one included. */
    static List<byte[]> keys() {
        return IntStream.range(0, KEYS)
                .mapToObj(i -> (i == 0 ? "" : "key-" + i).getBytes(StandardCharsets.UTF_8))
                .toList();
    }
}
