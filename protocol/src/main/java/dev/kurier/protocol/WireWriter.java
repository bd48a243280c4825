package dev.kurier.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the primitives of Kafka's protocol to a growing buffer, and gathers record batches without copying them.
 *
 * <p>{@link #flexible} switches between the two encodings of strings, bytes and arrays; a message does it once, in
 * {@link #begin}. A value that the protocol can't carry is an {@link IllegalArgumentException}: it is the caller's
 * mistake. For one thread, and one frame: {@link #toFrame} comes last.
 */
public final class WireWriter {
    private static final int FRAME_SIZE_BYTES = 4;
    private static final int LONGEST_STRING = Short.MAX_VALUE;

    private final List<Gathered> gathered = new ArrayList<>(4);
    private ByteBuffer heap;
    private long gatheredBytes;
    private boolean flexible;

    /** Makes a writer with room for a usual request. */
    public WireWriter() {
        this(256);
    }

    /** Makes a writer with room for a number of bytes, gathered ones not counted. */
    public WireWriter(int capacityBytes) {
        heap = ByteBuffer.allocate(FRAME_SIZE_BYTES + capacityBytes).position(FRAME_SIZE_BYTES);
    }

    /** Chooses the encoding of what follows: compact lengths and tagged fields, or neither. */
    public WireWriter flexible(boolean flexible) {
        this.flexible = flexible;
        return this;
    }

    boolean isFlexible() {
        return flexible;
    }

    /**
     * Begins the body of a message: checks that we know the version, and chooses its encoding.
     *
     * @throws IllegalArgumentException if the version is not one of {@code api}'s
     */
    public void begin(ApiKey api, short version) {
        if (!api.supports(version)) {
            throw new IllegalArgumentException(api + " version=" + version + " is unknown; known are "
                    + api.oldestVersion() + " to " + api.newestVersion());
        }
        flexible(api.isFlexible(version));
    }

    /**
     * Refuses a message that the version can't express and whose meaning would change without the field.
     *
     * @param isSet whether the field has a value that matters
     */
    public void refuseIf(boolean isSet, String field, short version) {
        if (isSet) {
            throw new IllegalArgumentException(
                    field + " can't be written in version=" + version + "; leave it at its default or use a newer one");
        }
    }

    /** Writes one byte. */
    public void int8(int value) {
        room(1).put((byte) value);
    }

    /** Writes a byte, 1 or 0. */
    public void bool(boolean value) {
        int8(value ? 1 : 0);
    }

    /** Writes two bytes, signed. */
    public void int16(int value) {
        room(2).putShort((short) value);
    }

    /** Writes two bytes, unsigned: 0 to 65535. */
    public void uint16(int value) {
        int16(value);
    }

    /** Writes four bytes. */
    public void int32(int value) {
        room(4).putInt(value);
    }

    /** Writes eight bytes. */
    public void int64(long value) {
        room(8).putLong(value);
    }

    /** Writes eight bytes as an IEEE 754 number. */
    public void float64(double value) {
        int64(Double.doubleToRawLongBits(value));
    }

    /** Writes sixteen bytes. */
    public void uuid(Uuid value) {
        int64(value.msb());
        int64(value.lsb());
    }

    /** Writes one to five bytes of seven bits each, lowest first; the 32 bits are unsigned. */
    public void uvarint(int value) {
        room(5);
        int rest = value;
        while ((rest & ~0x7f) != 0) {
            heap.put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        heap.put((byte) rest);
    }

    /** Writes a zig-zag varint of 32 bits. */
    public void varint(int value) {
        uvarint((value << 1) ^ (value >> 31));
    }

    /** Writes a zig-zag varint of 64 bits. */
    public void varlong(long value) {
        room(10);
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7fL) != 0) {
            heap.put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        heap.put((byte) rest);
    }

    /** Writes a string. */
    public void string(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        if (utf8.length > LONGEST_STRING) {
            throw new IllegalArgumentException(
                    "string of " + utf8.length + " bytes; the protocol allows " + LONGEST_STRING);
        }
        if (flexible) {
            uvarint(utf8.length + 1);
        } else {
            int16(utf8.length);
        }
        room(utf8.length).put(utf8);
    }

    /** Writes a string or null. */
    public void nullableString(@Nullable String value) {
        if (value != null) {
            string(value);
        } else if (flexible) {
            uvarint(0);
        } else {
            int16(-1);
        }
    }

    /** Writes the remaining bytes of a buffer, by copying them; its position does not move. */
    public void bytes(ByteBuffer value) {
        length(value.remaining());
        room(value.remaining()).put(value.duplicate());
    }

    /** Writes bytes or null. */
    public void nullableBytes(@Nullable ByteBuffer value) {
        if (value == null) {
            length(-1);
        } else {
            bytes(value);
        }
    }

    /**
     * Writes record batches or null: the remaining bytes of the buffers, one after the other, as one field.
     *
     * <p>The bytes are not copied; their memory belongs to the frame until it is written. Positions do not move.
     */
    public void records(@Nullable List<ByteBuffer> records) {
        if (records == null) {
            length(-1);
            return;
        }
        long sizeBytes = 0;
        for (ByteBuffer part : records) {
            sizeBytes += part.remaining();
        }
        length(Math.toIntExact(sizeBytes));
        for (ByteBuffer part : records) {
            if (part.hasRemaining()) {
                gathered.add(new Gathered(heap.position(), part.duplicate()));
            }
        }
        gatheredBytes += sizeBytes;
    }

    /** Writes an array. */
    public <T> void array(short version, List<T> elements, ElementWriter<T> writer) {
        length(elements.size());
        for (T element : elements) {
            writer.write(element, this, version);
        }
    }

    /** Writes an array or null. */
    public <T> void nullableArray(short version, @Nullable List<T> elements, ElementWriter<T> writer) {
        if (elements == null) {
            length(-1);
        } else {
            array(version, elements, writer);
        }
    }

    /** Writes an array of int32. */
    public void int32Array(List<Integer> elements) {
        array((short) 0, elements, (element, out, version) -> out.int32(element));
    }

    /** Begins the tagged fields at the end of a structure. */
    public TaggedFieldsWriter taggedFields() {
        return new TaggedFieldsWriter(this);
    }

    /** Writes the end of a structure that has no tagged fields to tell; nothing in the old encoding. */
    public void noTaggedFields() {
        if (flexible) {
            int8(0);
        }
    }

    /** Returns how many bytes the frame has, gathered ones and the four of its size included. */
    public int sizeBytes() {
        return Math.toIntExact(heap.position() + gatheredBytes);
    }

    /**
     * Returns the frame, ready for a gathering write: its size as int32, then all that was written, in order.
     *
     * <p>The buffers are new views; to move their positions moves nobody else's. Write nothing to this writer afterwards.
     */
    public List<ByteBuffer> toFrame() {
        heap.putInt(0, sizeBytes() - FRAME_SIZE_BYTES);
        List<ByteBuffer> frame = new ArrayList<>(2 * gathered.size() + 1);
        int from = 0;
        for (Gathered part : gathered) {
            if (part.heapPosition() > from) {
                frame.add(heap.slice(from, part.heapPosition() - from));
                from = part.heapPosition();
            }
            frame.add(part.bytes().duplicate());
        }
        if (heap.position() > from) {
            frame.add(heap.slice(from, heap.position() - from));
        }
        return frame;
    }

    /** Returns a copy of all that was written, without the frame's size; for bodies alone and for tests. */
    public byte[] toByteArray() {
        ByteBuffer all = ByteBuffer.allocate(sizeBytes());
        toFrame().forEach(all::put);
        byte[] body = new byte[all.position() - FRAME_SIZE_BYTES];
        all.get(FRAME_SIZE_BYTES, body);
        return body;
    }

    int bodySizeBytes() {
        return sizeBytes() - FRAME_SIZE_BYTES;
    }

    /** Copies all that another writer wrote, without its frame size. */
    void append(WireWriter other) {
        byte[] body = other.toByteArray();
        room(body.length).put(body);
    }

    /** Writes the length of bytes or the count of an array, -1 for null. */
    private void length(int length) {
        if (flexible) {
            uvarint(length + 1);
        } else {
            int32(length);
        }
    }

    private ByteBuffer room(int sizeBytes) {
        if (heap.remaining() < sizeBytes) {
            int needed = Math.addExact(heap.position(), sizeBytes);
            int doubled = heap.capacity() <= Integer.MAX_VALUE / 2 ? heap.capacity() * 2 : needed;
            heap = ByteBuffer.allocate(Math.max(needed, doubled)).put(heap.flip());
        }
        return heap;
    }

    /** Writes one element of an array; usually the {@code write} method of its record. */
    @FunctionalInterface
    public interface ElementWriter<T> {
        /** Writes the element to {@code out}. */
        void write(T element, WireWriter out, short version);
    }

    /** Bytes of somebody else's that come in at a position of ours. */
    private record Gathered(int heapPosition, ByteBuffer bytes) {}
}
