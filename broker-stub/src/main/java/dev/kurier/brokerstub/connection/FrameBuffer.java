package dev.kurier.brokerstub.connection;

import dev.kurier.protocol.ProtocolException;
import java.nio.ByteBuffer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of bytes into frames, without copying what was written straight into {@link #space}.
 *
 * <p>A frame is an int32 size and that many bytes. At most one frame is lent out at a time; its bytes stay in place
 * until {@link #release}. Memory grows with the bytes that came, never with the size that a frame announces.
 *
 * <p>Not thread-safe.
 */
final class FrameBuffer {
    /** The largest frame a broker takes, Kafka's {@code socket.request.max.bytes}. */
    static final int MAX_FRAME_BYTES = 100 * 1024 * 1024;

    private static final int SIZE_PREFIX = Integer.BYTES;
    private static final int LARGE_FRAME_BYTES = 64 * 1024;

    private final IntFunction<ByteBuffer> allocator;
    private final int initialBytes;
    private ByteBuffer bytes;
    private int start;
    private int lentBytes;

    FrameBuffer(IntFunction<ByteBuffer> allocator, int initialBytes) {
        this.allocator = allocator;
        this.initialBytes = initialBytes;
        this.bytes = allocator.apply(initialBytes);
    }

    /**
     * Returns where the next bytes of the stream go: put some, nothing else.
     *
     * <p>Has room for one byte at least. In the middle of a large frame it ends where the frame ends, so that what
     * follows need not be moved.
     */
    ByteBuffer space() {
        if (!bytes.hasRemaining() || bytes.limit() < bytes.capacity()) {
            bytes.limit(bytes.capacity());
            if (!bytes.hasRemaining()) {
                makeRoom();
            }
        }
        int awaited = announcedBytes();
        if (awaited > LARGE_FRAME_BYTES && awaited <= MAX_FRAME_BYTES && lentBytes == 0) {
            long frameEnd = (long) start + SIZE_PREFIX + awaited;
            if (frameEnd > bytes.position() && frameEnd < bytes.capacity()) {
                bytes.limit((int) frameEnd);
            }
        }
        return bytes;
    }

    /** Returns {@link #space}, at most so many bytes of it, but one at least. */
    ByteBuffer space(int atMost) {
        ByteBuffer space = space();
        return space.limit(Math.min(space.limit(), space.position() + Math.max(1, atMost)));
    }

    /** Copies all of these bytes in. */
    void add(ByteBuffer more) {
        while (more.hasRemaining()) {
            ByteBuffer space = space();
            int count = Math.min(space.remaining(), more.remaining());
            space.put(space.position(), more, more.position(), count);
            space.position(space.position() + count);
            more.position(more.position() + count);
        }
    }

    /**
     * Lends the next complete frame, without its size, or returns null if more bytes are needed.
     *
     * @throws ProtocolException if the size is negative or above {@link #MAX_FRAME_BYTES}
     */
    @Nullable
    ByteBuffer next() {
        if (available() < SIZE_PREFIX) {
            return null;
        }
        int size = announcedBytes();
        if (!isFrame()) {
            throw new ProtocolException("frame size=" + size + " is not in 0.." + MAX_FRAME_BYTES);
        }
        if (available() < SIZE_PREFIX + size) {
            return null;
        }
        lentBytes = SIZE_PREFIX + size;
        return bytes.slice(start + SIZE_PREFIX, size);
    }

    /** Leaves the frame that was lent where it is, for good, and goes on elsewhere. */
    void keepLent() {
        ByteBuffer rest = bytes.duplicate().limit(bytes.position()).position(start + lentBytes);
        bytes = allocator.apply(Math.max(initialBytes, rest.remaining())).put(rest);
        start = 0;
        lentBytes = 0;
    }

    /** Takes back the frame that was lent. */
    void release() {
        start += lentBytes;
        lentBytes = 0;
        if (start == bytes.position()) {
            start = 0;
            if (bytes.capacity() > MAX_FRAME_BYTES / 16) {
                bytes = allocator.apply(initialBytes);
            }
            bytes.clear();
        }
    }

    /** The next frame's size as sent, right or wrong; 0 if it isn't known yet. */
    private int announcedBytes() {
        return available() < SIZE_PREFIX ? 0 : bytes.getInt(start);
    }

    /** Tells whether a frame can have the next one's size. */
    boolean isFrame() {
        int size = announcedBytes();
        return size >= 0 && size <= MAX_FRAME_BYTES;
    }

    /** Returns the bytes that are there of the next frame and what follows it, its size included; a view. */
    ByteBuffer peek() {
        return bytes.slice(start, available());
    }

    private int available() {
        return bytes.position() - start;
    }

    /** Moves what is unread to the front; a lent frame's bytes must stay, then the unread move to a new buffer. */
    private void makeRoom() {
        int unread = available();
        boolean crowded = unread > bytes.capacity() / 2;
        if (lentBytes == 0 && !crowded) {
            bytes.limit(bytes.position()).position(start);
            bytes.compact();
        } else {
            ByteBuffer larger = allocator.apply(crowded ? bytes.capacity() * 2 : bytes.capacity());
            larger.put(bytes.duplicate().limit(bytes.position()).position(start));
            bytes = larger;
        }
        start = 0;
    }
}
