package dev.kurier.sender.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kurier.sender.transport.TransportChannel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FrameReaderTest {
    private static final int MAX_BYTES = 1 << 20;

    @Test
    void cutsAStreamIntoAnswersHoweverItArrives() throws IOException {
        long seed = Long.getLong("kurier.seed", 7);
        SplittableRandom random = new SplittableRandom(seed);
        ByteBuffer stream = ByteBuffer.allocate(400_000);
        int frames = 0;
        while (stream.remaining() > 40_000) {
            int size = 4 + random.nextInt(30_000);
            stream.putInt(size).putInt(frames++);
            stream.position(stream.position() + size - 4);
        }
        stream.flip();
        FrameReader reader = new FrameReader();
        int seen = 0;
        while (stream.hasRemaining()) {
            reader.fill(new Pieces(stream, 1 + random.nextInt(5_000)));
            ByteBuffer frame;
            while ((frame = reader.next(MAX_BYTES)) != null) {
                assertThat(frame.getInt(0)).as("seed %s", seed).isEqualTo(seen++);
            }
        }
        assertThat(seen).isEqualTo(frames);
    }

    @Test
    void waitsForTheRestOfTheLargestAnswerThatMayBeAllowed() throws IOException {
        FrameReader reader = new FrameReader();
        reader.fill(new Pieces(
                ByteBuffer.allocate(8).putInt(Integer.MAX_VALUE - 12).putInt(1).flip(), 8));

        assertThat(reader.next(Integer.MAX_VALUE)).isNull();
    }

    @Test
    void refusesAnAnswerThatNoArrayHolds() throws IOException {
        FrameReader reader = new FrameReader();
        reader.fill(new Pieces(
                ByteBuffer.allocate(8).putInt(Integer.MAX_VALUE).putInt(1).flip(), 8));

        assertThatThrownBy(() -> reader.next(Integer.MAX_VALUE))
                .isInstanceOf(FrameReader.MalformedFrameException.class);
    }

    @Test
    void growsToWhatAnArrayHoldsAndNoFurther() {
        assertThat(FrameReader.grown(1 << 29)).isEqualTo(1 << 30);
        assertThat(FrameReader.grown(1 << 30)).isEqualTo(Integer.MAX_VALUE - 8);
    }

    @Test
    void namesATlsAlert() {
        refuses("15030300020246", "TLS");
    }

    @Test
    void namesAnHttpServer() {
        refuses(HexFormat.of().formatHex("HTTP/1.1 400".getBytes(java.nio.charset.StandardCharsets.US_ASCII)), "HTTP");
    }

    @Test
    void refusesSizesThatNoAnswerCanHaveWithoutAllocatingThem() {
        refuses("ffffffff", "-1");
        refuses("00000003", "3");
        refuses("7fffffff", "2147483647");
        refuses("00100001", "1048577");
    }

    private static void refuses(String hex, String named) {
        FrameReader reader = new FrameReader();
        assertThatThrownBy(() -> {
                    reader.fill(new Pieces(ByteBuffer.wrap(HexFormat.of().parseHex(hex)), 100));
                    reader.next(MAX_BYTES);
                })
                .isInstanceOf(FrameReader.MalformedFrameException.class)
                .hasMessageContaining(named);
    }

    /** Hands out a stream piece by piece. */
    private record Pieces(ByteBuffer stream, int pieceBytes) implements TransportChannel {
        @Override
        public boolean finishConnect() {
            return true;
        }

        @Override
        public boolean isReadable() {
            return stream.hasRemaining();
        }

        @Override
        public boolean isWritable() {
            return true;
        }

        @Override
        public int read(ByteBuffer target) {
            int count = Math.min(Math.min(pieceBytes, stream.remaining()), target.remaining());
            target.put(stream.slice(stream.position(), count));
            stream.position(stream.position() + count);
            return count;
        }

        @Override
        public long write(ByteBuffer[] sources, int offset, int length) {
            return 0;
        }

        @Override
        public void close() {}
    }
}
