package dev.kurier.brokerstub.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kurier.protocol.ProtocolException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameBufferTest {
    private static final long SEED = Long.getLong("kurier.seed", 20261123L);

    private int allocatedBytes;
    private final FrameBuffer buffer = new FrameBuffer(
            bytes -> {
                allocatedBytes += bytes;
                return ByteBuffer.allocate(bytes);
            },
            64);

    @Test
    void cutsAnyFragmentsIntoTheFramesThatWereSent() {
        Random random = new Random(SEED);
        for (int round = 0; round < 200; round++) {
            List<byte[]> frames = new ArrayList<>();
            ByteBuffer stream = ByteBuffer.allocate(1 << 21);
            for (int i = 0; i < 20; i++) {
                byte[] frame = new byte[random.nextInt(5) == 0 ? random.nextInt(100_000) : random.nextInt(100)];
                random.nextBytes(frame);
                frames.add(frame);
                stream.putInt(frame.length).put(frame);
            }
            stream.flip();
            List<byte[]> cut = cut(stream, random);

            assertThat(cut).as("seed=%d round=%d", SEED, round).hasSameSizeAs(frames);
            for (int i = 0; i < frames.size(); i++) {
                assertThat(cut.get(i)).as("seed=%d round=%d", SEED, round).isEqualTo(frames.get(i));
            }
        }
    }

    /** Feeds random fragments; now and then keeps a frame for a while, as a connection does that waits. */
    private List<byte[]> cut(ByteBuffer stream, Random random) {
        List<byte[]> cut = new ArrayList<>();
        ByteBuffer lent = null;
        while (stream.hasRemaining() || lent != null) {
            int count = Math.min(stream.remaining(), 1 + random.nextInt(random.nextBoolean() ? 8 : 5000));
            buffer.add(stream.slice(stream.position(), count));
            stream.position(stream.position() + count);
            if (lent == null) {
                lent = buffer.next();
            }
            while (lent != null && (!stream.hasRemaining() || random.nextInt(3) > 0)) {
                byte[] frame = new byte[lent.remaining()];
                lent.get(frame);
                cut.add(frame);
                buffer.release();
                lent = buffer.next();
            }
        }
        return cut;
    }

    @Test
    void allocatesForTheBytesThatCameAndNotForThoseAnnounced() {
        buffer.add(ByteBuffer.allocate(10).putInt(FrameBuffer.MAX_FRAME_BYTES).rewind());

        assertThat(buffer.next()).isNull();
        assertThat(allocatedBytes).isLessThan(1000);
    }

    @Test
    void refusesImpossibleSizes() {
        for (int size : new int[] {-1, FrameBuffer.MAX_FRAME_BYTES + 1, Integer.MIN_VALUE}) {
            FrameBuffer one = new FrameBuffer(ByteBuffer::allocate, 64);
            one.add(ByteBuffer.allocate(4).putInt(size).flip());

            assertThatThrownBy(one::next)
                    .isInstanceOf(ProtocolException.class)
                    .hasMessage("frame size=" + size + " is not in 0..104857600");
        }
    }

    @Test
    void endsItsSpaceWhereALargeFrameEnds() {
        byte[] part = new byte[100_000];
        ByteBuffer.wrap(part).putInt(150_000);
        buffer.add(ByteBuffer.wrap(part));

        assertThat(buffer.space().remaining()).isLessThanOrEqualTo(50_004);
    }
}
