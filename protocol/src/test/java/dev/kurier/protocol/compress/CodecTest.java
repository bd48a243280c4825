package dev.kurier.protocol.compress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kurier.protocol.ProtocolException;
import dev.kurier.protocol.record.Seeds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.utils.internals.ByteBufferOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xerial.snappy.Snappy;

class CodecTest {
    @ParameterizedTest
    @EnumSource(CompressionType.class)
    void givesBackWhatItCompressed(CompressionType type) {
        Codec codec = Codec.of(type);
        Seeds.forEach(60, random -> {
            byte[] bytes = someBytes(random);
            List<ByteBuffer> in = cut(random, bytes);

            byte[] compressed = compress(codec, in);

            assertThat(decompress(codec, compressed, bytes.length)).isEqualTo(bytes);
            assertThat(in.stream().mapToInt(ByteBuffer::remaining).sum()).isEqualTo(bytes.length);
        });
    }

    @ParameterizedTest
    @EnumSource(CompressionType.class)
    void outputDoesNotDependOnHowTheInputIsCut(CompressionType type) {
        Codec codec = Codec.of(type);
        Seeds.forEach(20, random -> {
            byte[] bytes = someBytes(random);

            assertThat(compress(codec, cut(random, bytes))).isEqualTo(compress(codec, List.of(ByteBuffer.wrap(bytes))));
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 9, 12, 17})
    void lz4FramesAreThoseOfKafka(int level) {
        Codec codec = Codec.of(CompressionType.LZ4, level);
        Seeds.forEach(20, random -> {
            byte[] bytes = someBytes(random);
            ByteBufferOutputStream theirs = new ByteBufferOutputStream(100);
            try (OutputStream lz4 = Compression.lz4().level(level).build().wrapForOutput(theirs, (byte) 2)) {
                lz4.write(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }

            assertThat(ByteBuffer.wrap(compress(codec, cut(random, bytes))))
                    .isEqualTo(theirs.buffer().flip());
        });
    }

    @Test
    void lz4LevelNineIsTheFastCompressor() {
        byte[] text = "the quick brown fox jumps over the lazy dog, again and again; "
                .repeat(50)
                .getBytes(UTF_8);
        Random random = new Random(1);
        for (int i = 0; i < text.length; i += 7) {
            text[i] = (byte) random.nextInt(4);
        }

        int nine = compress(Codec.of(CompressionType.LZ4, 9), List.of(ByteBuffer.wrap(text))).length;
        int eight = compress(Codec.of(CompressionType.LZ4, 8), List.of(ByteBuffer.wrap(text))).length;

        assertThat(nine).isGreaterThan(eight);
    }

    @ParameterizedTest
    @CsvSource({"GZIP, 1, 9", "LZ4, 1, 17", "ZSTD, -100, 1", "ZSTD, 1, 19"})
    void higherLevelCompressesBetter(CompressionType type, int low, int high) {
        byte[] text = new byte[60_000];
        Random random = new Random(2);
        for (int i = 0; i < text.length; i++) {
            text[i] = (byte) ('a' + Math.abs(random.nextGaussian()) * 6);
        }
        for (int i = 1000; i < text.length; i += 500) {
            System.arraycopy(text, random.nextInt(i - 100), text, i, 100);
        }

        int worse = compress(Codec.of(type, low), List.of(ByteBuffer.wrap(text))).length;
        int better = compress(Codec.of(type, high), List.of(ByteBuffer.wrap(text))).length;

        assertThat(better).isLessThan(worse);
    }

    @Test
    void emptyLz4FrameIsHeaderAndEndMark() {
        assertThat(HexFormat.of().formatHex(compress(Codec.of(CompressionType.LZ4), List.of())))
                .isEqualTo("04224d18" + "60" + "40" + "82" + "00000000");
    }

    @Test
    void snappyCarriesTheXerialHeader() {
        byte[] compressed = compress(Codec.of(CompressionType.SNAPPY), List.of(ByteBuffer.wrap(new byte[10])));

        assertThat(HexFormat.of().formatHex(compressed)).startsWith("82534e41505059000000000100000001");
    }

    @Test
    void readsBareSnappyBlock() throws IOException {
        byte[] bytes = "a block as librdkafka sends it ".repeat(20).getBytes(UTF_8);

        assertThat(decompress(Codec.of(CompressionType.SNAPPY), Snappy.compress(bytes), bytes.length))
                .isEqualTo(bytes);
    }

    @Test
    void zstdAtItsHighestLevelTakesMemoryForTheBatchOnly() {
        Codec codec = Codec.of(CompressionType.ZSTD, 22);
        byte[] bytes = someBytes(new Random(3));
        byte[] compressed = compress(codec, List.of(ByteBuffer.wrap(bytes)));

        // A frame that was announced says its size; the window descriptor of an unannounced level 22 is 128 MiB.
        assertThat(com.github.luben.zstd.Zstd.getFrameContentSize(compressed)).isEqualTo(bytes.length);
    }

    @ParameterizedTest
    @EnumSource(CompressionType.class)
    void manyThreadsUseOneCodec(CompressionType type) throws Exception {
        Codec codec = Codec.of(type);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Boolean>> tasks = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                Random random = new Random(i);
                tasks.add(() -> {
                    byte[] bytes = someBytes(random);
                    byte[] compressed = compress(codec, cut(random, bytes));
                    return Arrays.equals(bytes, decompress(codec, compressed, bytes.length));
                });
            }
            for (Future<Boolean> same : threads.invokeAll(tasks)) {
                assertThat(same.get()).isTrue();
            }
        } finally {
            threads.shutdown();
        }
    }

    @ParameterizedTest
    @EnumSource(CompressionType.class)
    void failureOfTheSinkReachesTheCaller(CompressionType type) {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("sink is full");
            }
        };

        assertThatThrownBy(() -> Codec.of(type).compress(List.of(ByteBuffer.wrap(new byte[100])), full))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("sink is full");
    }

    @ParameterizedTest
    @EnumSource(CompressionType.class)
    void doesNotCloseTheSink(CompressionType type) {
        OutputStream sink = new ByteArrayOutputStream() {
            @Override
            public void close() {
                throw new AssertionError("closed");
            }
        };

        Codec.of(type).compress(List.of(ByteBuffer.wrap(new byte[100])), sink);

        assertThat(((ByteArrayOutputStream) sink).size()).isPositive();
    }

    @ParameterizedTest
    @EnumSource(CompressionType.class)
    void acceptsExactlyTheLimitAndNotAByteMore(CompressionType type) {
        Codec codec = Codec.of(type);
        for (int size : new int[] {1, 1024, 4096, 40_000, 200_000}) {
            byte[] compressed = compress(codec, List.of(ByteBuffer.wrap(new byte[size])));

            assertThat(decompress(codec, compressed, size)).hasSize(size);
            assertThatThrownBy(() -> decompress(codec, compressed, size - 1))
                    .isInstanceOf(ProtocolException.class)
                    .hasMessageContaining("maxBytes=" + (size - 1));
        }
    }

    static byte[] compress(Codec codec, List<ByteBuffer> in) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        codec.compress(in, out);
        return out.toByteArray();
    }

    /** Decompresses from the middle of a direct buffer, and checks that its position stays. */
    static byte[] decompress(Codec codec, byte[] compressed, int maxBytes) {
        ByteBuffer in = ByteBuffer.allocateDirect(compressed.length + 9).position(4);
        in.put(compressed).limit(4 + compressed.length).position(4);
        ByteBuffer out = codec.decompress(in, maxBytes);
        assertThat(in.position()).isEqualTo(4);
        assertThat(out.position()).isZero();
        byte[] bytes = new byte[out.remaining()];
        out.get(bytes);
        return bytes;
    }

    static byte[] someBytes(Random random) {
        int[] sizes = {0, 1, 100, 16 * 1024, 64 * 1024, 64 * 1024 + 1, 200_000};
        byte[] bytes = new byte[random.nextBoolean() ? sizes[random.nextInt(sizes.length)] : random.nextInt(70_000)];
        if (random.nextBoolean()) {
            random.nextBytes(bytes);
        } else {
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (i % 50 < 40 ? i % 50 : random.nextInt(8));
            }
        }
        return bytes;
    }

    private static List<ByteBuffer> cut(Random random, byte[] bytes) {
        List<ByteBuffer> parts = new ArrayList<>();
        int at = 0;
        while (at < bytes.length) {
            int length = 1 + random.nextInt(bytes.length - at);
            ByteBuffer part = switch (random.nextInt(3)) {
                case 0 -> ByteBuffer.allocateDirect(length).put(0, bytes, at, length);
                case 1 -> ByteBuffer.wrap(bytes, at, length);
                default -> ByteBuffer.wrap(bytes, at, length).asReadOnlyBuffer();
            };
            parts.add(part);
            at += length;
        }
        return parts;
    }
}
