package dev.kurier.protocol.compress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.kurier.protocol.ProtocolException;
import dev.kurier.protocol.record.Seeds;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.xerial.snappy.Snappy;

class MalformedStreamTest {
    private static final int LIMIT = 1 << 20;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @ParameterizedTest
    @EnumSource(value = CompressionType.class, mode = Mode.EXCLUDE, names = "NONE")
    void streamCutOffAnywhereIsRefusedOrShorter(CompressionType type) {
        Codec codec = Codec.of(type);
        byte[] bytes = "some text, some more text, some text again ".repeat(10).getBytes(UTF_8);
        byte[] compressed = CodecTest.compress(codec, List.of(ByteBuffer.wrap(bytes)));
        for (int length = 0; length < compressed.length; length++) {
            byte[] cut = Arrays.copyOf(compressed, length);

            byte[] result = decompressOrNull(codec, cut);

            if (result != null) {
                assertThat(result).as("cut at %d", length).hasSizeLessThan(bytes.length);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(value = CompressionType.class, mode = Mode.EXCLUDE, names = "NONE")
    void flippedBitsGiveProtocolExceptionOnly(CompressionType type) {
        Codec codec = Codec.of(type);
        byte[] bytes = CodecTest.someBytes(new Random(7));
        byte[] text = Arrays.copyOf("some text, some more text, ".repeat(40).getBytes(UTF_8), 1000);
        for (byte[] each : List.of(bytes, text)) {
            byte[] compressed = CodecTest.compress(codec, List.of(ByteBuffer.wrap(each)));
            Seeds.forEach(400, random -> {
                byte[] broken = compressed.clone();
                for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                    broken[random.nextInt(Math.min(200, broken.length))] ^= (byte) (1 << random.nextInt(8));
                }
                decompressOrNull(codec, broken);
            });
        }
    }

    @ParameterizedTest
    @EnumSource(value = CompressionType.class, mode = Mode.EXCLUDE, names = "NONE")
    void garbageGivesProtocolExceptionOnly(CompressionType type) {
        Codec codec = Codec.of(type);
        byte[] start = CodecTest.compress(codec, List.of(ByteBuffer.wrap(new byte[100])));
        Seeds.forEach(2000, random -> {
            byte[] garbage = new byte[random.nextInt(300)];
            random.nextBytes(garbage);
            // Random bytes seldom get past a magic number, so most start like a real stream.
            int kept = random.nextInt(Math.min(garbage.length, 20) + 1);
            System.arraycopy(start, 0, garbage, 0, Math.min(kept, start.length));
            decompressOrNull(codec, garbage);
        });
    }

    @ParameterizedTest
    @EnumSource(value = CompressionType.class, mode = Mode.EXCLUDE, names = "NONE")
    void bombIsStoppedAtTheLimit(CompressionType type) {
        Codec codec = Codec.of(type);
        ByteBuffer zeros = ByteBuffer.allocateDirect(64 << 20);
        byte[] bomb = CodecTest.compress(codec, List.of(zeros, zeros, zeros, zeros));
        ByteBuffer in = ByteBuffer.wrap(bomb);

        long before = THREADS.getCurrentThreadAllocatedBytes();
        assertThatThrownBy(() -> codec.decompress(in, LIMIT))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining(type.codecName())
                .hasMessageContaining("maxBytes=" + LIMIT);
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(8L * LIMIT + 2L * bomb.length);
    }

    @Test
    void blockThatClaimsTwoGigabytesTakesNoMemory() {
        byte[] claim = HexFormat.of().parseHex("ffffffff07" + "00".repeat(20));
        Codec snappy = Codec.of(CompressionType.SNAPPY);

        long before = THREADS.getCurrentThreadAllocatedBytes();
        assertThatThrownBy(() -> snappy.decompress(ByteBuffer.wrap(claim), Integer.MAX_VALUE))
                .isInstanceOf(ProtocolException.class);
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(LIMIT);
    }

    @Test
    void lz4FrameWithDependentBlocksIsRefused() {
        byte[] frame = HexFormat.of().parseHex("04224d18" + "40" + "40" + "c0" + "00000000");

        assertThatThrownBy(() -> Codec.of(CompressionType.LZ4).decompress(ByteBuffer.wrap(frame), LIMIT))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("lz4");
    }

    @Test
    void snappyFramesThatTogetherExceedTheLimitAreRefused() throws Exception {
        byte[] block = Snappy.compress(new byte[1000]);
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        frames.write(HexFormat.of().parseHex("82534e41505059000000000100000001"));
        for (int i = 0; i < 3; i++) {
            frames.write(ByteBuffer.allocate(4).putInt(block.length).array());
            frames.write(block);
        }
        Codec snappy = Codec.of(CompressionType.SNAPPY);
        ByteBuffer in = ByteBuffer.wrap(frames.toByteArray());

        assertThat(snappy.decompress(in, 3000).remaining()).isEqualTo(3000);
        assertThatThrownBy(() -> snappy.decompress(in, 2999)).isInstanceOf(ProtocolException.class);
    }

    /** Any exception but the allowed one passes through and fails the test. */
    private static byte[] decompressOrNull(Codec codec, byte[] compressed) {
        try {
            return CodecTest.decompress(codec, compressed, LIMIT);
        } catch (ProtocolException refused) {
            assertThat(refused).hasMessageContaining(codec.type().codecName());
            return null;
        }
    }
}
