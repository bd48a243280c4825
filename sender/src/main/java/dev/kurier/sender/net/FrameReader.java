package dev.kurier.sender.net;

import dev.kurier.sender.transport.TransportChannel;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the stream of one connection into answers.
 *
 * <p>Never trusts a length: memory grows with the bytes that have arrived, and a length over the limit ends the
 * connection with a message that says what the peer probably is.
 */
final class FrameReader {
    private static final int START_BYTES = 16 * 1024;
    private static final int SIZE_BYTES = 4;

    /** What Java's arrays can hold, and so the largest response with its size. */
    private static final int MAX_BYTES = Integer.MAX_VALUE - 8;

    private ByteBuffer buffer = ByteBuffer.allocate(START_BYTES);
    private int frameStart;

    /**
     * Reads what the channel has into the buffer.
     *
     * @return false at the end of the stream
     */
    boolean fill(TransportChannel channel) throws IOException {
        compact();
        if (!buffer.hasRemaining()) {
            grow();
        }
        return channel.read(buffer) >= 0;
    }

    /**
     * Takes the next whole answer, or null if it has not arrived yet; valid until the next {@link #fill}.
     *
     * @throws MalformedFrameException if the announced size can't be that of an answer
     */
    @Nullable
    ByteBuffer next(int maxBytes) {
        int available = buffer.position() - frameStart;
        if (available < SIZE_BYTES) {
            return null;
        }
        int size = buffer.getInt(frameStart);
        if (size < SIZE_BYTES || size > Math.min(maxBytes, MAX_BYTES - SIZE_BYTES)) {
            throw new MalformedFrameException(describe(size, maxBytes));
        }
        if (available - SIZE_BYTES < size) {
            return null;
        }
        ByteBuffer frame = buffer.slice(frameStart + SIZE_BYTES, size);
        frameStart += SIZE_BYTES + size;
        return frame;
    }

    private void compact() {
        if (frameStart > 0) {
            // The answers handed out are done with by now, so the bytes may move to the front.
            buffer.flip().position(frameStart);
            buffer.compact();
            frameStart = 0;
        }
    }

    private void grow() {
        ByteBuffer larger = ByteBuffer.allocate(grown(buffer.capacity()));
        buffer.flip();
        larger.put(buffer);
        buffer = larger;
    }

    static int grown(int capacity) {
        return capacity > MAX_BYTES / 2 ? MAX_BYTES : capacity * 2;
    }

    private static String describe(int size, int maxBytes) {
        if (size >>> 16 == 0x1503) {
            return "the peer sent a TLS alert: it expects TLS, this client speaks PLAINTEXT; check security.protocol";
        }
        if (size == 0x48545450) {
            return "the peer answered in HTTP: it is not a Kafka broker; check the port";
        }
        return "the peer announced an answer of " + size + " bytes, allowed are " + SIZE_BYTES + " to " + maxBytes
                + "; if it is a Kafka broker, raise kurier.max.response.bytes";
    }

    /** Says that the bytes that came can't be an answer. */
    static final class MalformedFrameException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        MalformedFrameException(String message) {
            super(message);
        }
    }
}
