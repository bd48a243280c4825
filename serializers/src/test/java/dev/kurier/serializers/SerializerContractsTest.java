package dev.kurier.serializers;

import dev.kurier.api.spi.SerializerProvider;
import dev.kurier.testkit.SerializerContract;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Nested;

/** Holds every built-in serializer to the contract; {@code void} takes no value that could be tried. */
class SerializerContractsTest {
    /** Says in one line what a serializer is tried with. */
    abstract static class Of<T> extends SerializerContract<T> {
        private final SerializerProvider provider;
        private final Function<byte[], T> decoder;
        private final List<T> samples;

        @SafeVarargs
        @SuppressWarnings("varargs")
        Of(SerializerProvider provider, Function<byte[], T> decoder, T... samples) {
            this.provider = provider;
            this.decoder = decoder;
            this.samples = List.of(samples);
        }

        @Override
        protected SerializerProvider provider() {
            return provider;
        }

        @Override
        protected List<T> samples() {
            return samples;
        }

        @Override
        protected Optional<Function<byte[], T>> decoder() {
            return Optional.of(decoder);
        }
    }

    @Nested
    class Strings extends Of<String> {
        Strings() {
            super(
                    new StringSerializerProvider(),
                    bytes -> new String(bytes, StandardCharsets.UTF_8),
                    "",
                    "a",
                    "Grüße",
                    "안녕",
                    "x".repeat(10_000));
        }
    }

    @Nested
    class ByteArrays extends Of<byte[]> {
        ByteArrays() {
            super(new BytesSerializerProvider(), bytes -> bytes, new byte[0], new byte[] {0, -1, 127});
        }
    }

    @Nested
    class ByteBuffers extends Of<ByteBuffer> {
        ByteBuffers() {
            super(
                    new ByteBufferSerializerProvider(),
                    ByteBuffer::wrap,
                    ByteBuffer.allocate(0),
                    ByteBuffer.wrap(new byte[] {1, 2, 3, 4}, 1, 2).slice(),
                    ByteBuffer.allocateDirect(8));
        }
    }

    @Nested
    class Shorts extends Of<Short> {
        Shorts() {
            super(
                    new ShortSerializerProvider(),
                    bytes -> ByteBuffer.wrap(bytes).getShort(),
                    (short) 0,
                    Short.MIN_VALUE);
        }
    }

    @Nested
    class Integers extends Of<Integer> {
        Integers() {
            super(
                    new IntegerSerializerProvider(),
                    bytes -> ByteBuffer.wrap(bytes).getInt(),
                    0,
                    1,
                    Integer.MIN_VALUE);
        }
    }

    @Nested
    class Longs extends Of<Long> {
        Longs() {
            super(new LongSerializerProvider(), bytes -> ByteBuffer.wrap(bytes).getLong(), 0L, -1L, Long.MAX_VALUE);
        }
    }

    @Nested
    class Floats extends Of<Float> {
        Floats() {
            super(new FloatSerializerProvider(), bytes -> ByteBuffer.wrap(bytes).getFloat(), 0f, -0f, Float.NaN);
        }
    }

    @Nested
    class Doubles extends Of<Double> {
        Doubles() {
            super(
                    new DoubleSerializerProvider(),
                    bytes -> ByteBuffer.wrap(bytes).getDouble(),
                    0.0,
                    Double.MIN_VALUE,
                    Double.NEGATIVE_INFINITY);
        }
    }

    @Nested
    class Booleans extends Of<Boolean> {
        Booleans() {
            super(new BooleanSerializerProvider(), bytes -> bytes[0] != 0, true, false);
        }
    }

    @Nested
    class Uuids extends Of<UUID> {
        Uuids() {
            super(
                    new UuidSerializerProvider(),
                    bytes -> UUID.fromString(new String(bytes, StandardCharsets.UTF_8)),
                    new UUID(0, 0),
                    new UUID(-1, 1));
        }
    }
}
