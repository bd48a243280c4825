package dev.kurier.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the primitives of Kafka's protocol from a buffer, front to back.
 *
 * <p>Lengths and counts are compared with the bytes that are left before anything is allocated, so hostile bytes cost no
 * more memory than their own size times a small factor. Everything that does not fit is a {@link ProtocolException}
 * naming the byte, counted from where this reader began.
 *
 * <p>{@link #flexible} switches between the two encodings of strings, bytes and arrays; a message does it once, in
 * {@link #begin}. Byte fields are slices of the given buffer, not copies: they live as long as its memory does. The
 * given buffer's position does not move. For one thread.
 */
public final class WireReader {
    private static final int LONGEST_STRING = Short.MAX_VALUE;

    private final ByteBuffer buffer;
    private final boolean strict;
    private boolean flexible;

    private WireReader(ByteBuffer source, boolean strict) {
        this.buffer = source.slice();
        this.strict = strict;
    }

    /** Makes a reader of the buffer's remaining bytes that skips what newer peers may add: unknown tags, a tail. */
    public static WireReader lenient(ByteBuffer source) {
        return new WireReader(source, false);
    }

    /** Makes a reader of the buffer's remaining bytes for which unknown tags and a tail are errors. */
    public static WireReader strict(ByteBuffer source) {
        return new WireReader(source, true);
    }

    boolean isStrict() {
        return strict;
    }

    /** Chooses the encoding of what follows: compact lengths and tagged fields, or neither. */
    public WireReader flexible(boolean flexible) {
        this.flexible = flexible;
        return this;
    }

    /**
     * Begins the body of a message: checks that we know the version, and chooses its encoding.
     *
     * @throws ProtocolException if the version is not one of {@code api}'s
     */
    public void begin(ApiKey api, short version) {
        if (!api.supports(version)) {
            throw new ProtocolException(api + " version=" + version + " is unknown; known are " + api.oldestVersion()
                    + " to " + api.newestVersion());
        }
        flexible(api.isFlexible(version));
    }

    /** Ends the body of a message: in a strict reader bytes that are left are an error, otherwise they are ignored. */
    public void end() {
        if (strict && buffer.hasRemaining()) {
            throw malformed(remaining() + " bytes are left behind the message");
        }
    }

    /** Returns how many bytes have been read. */
    public int position() {
        return buffer.position();
    }

    /** Moves to a byte that was read before, or back from there. */
    void position(int at) {
        buffer.position(at);
    }

    /** Returns how many bytes are left. */
    public int remaining() {
        return buffer.remaining();
    }

    /** Reads one signed byte. */
    public byte int8() {
        require(1);
        return buffer.get();
    }

    /** Reads a byte that is zero for false. */
    public boolean bool() {
        return int8() != 0;
    }

    /** Reads two bytes, signed. */
    public short int16() {
        require(2);
        return buffer.getShort();
    }

    /** Reads two bytes, unsigned: 0 to 65535. */
    public int uint16() {
        return int16() & 0xffff;
    }

    /** Reads four bytes, signed. */
    public int int32() {
        require(4);
        return buffer.getInt();
    }

    /** Reads eight bytes, signed. */
    public long int64() {
        require(8);
        return buffer.getLong();
    }

    /** Reads eight bytes as an IEEE 754 number. */
    public double float64() {
        return Double.longBitsToDouble(int64());
    }

    /** Reads sixteen bytes. */
    public Uuid uuid() {
        long msb = int64();
        long lsb = int64();
        return (msb | lsb) == 0 ? Uuid.ZERO : new Uuid(msb, lsb);
    }

    /** Reads one to five bytes of seven bits each, lowest first; the 32 bits are unsigned. */
    public int uvarint() {
        int value = 0;
        for (int shift = 0; shift < 28; shift += 7) {
            byte next = int8();
            value |= (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        byte last = int8();
        if ((last & 0xf0) != 0) {
            throw malformed("a varint has more than 32 bits");
        }
        return value | last << 28;
    }

    /** Reads a zig-zag varint of 32 bits. */
    public int varint() {
        int raw = uvarint();
        return (raw >>> 1) ^ -(raw & 1);
    }

    /** Reads a zig-zag varint of 64 bits. */
    public long varlong() {
        long raw = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            byte next = int8();
            raw |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return unZigZag(raw);
            }
        }
        byte last = int8();
        if ((last & 0xfe) != 0) {
            throw malformed("a varlong has more than 64 bits");
        }
        return unZigZag(raw | (long) last << 63);
    }

    private static long unZigZag(long raw) {
        return (raw >>> 1) ^ -(raw & 1);
    }

    /** Reads a string that must be there. */
    public String string() {
        return present(nullableString(), "a string");
    }

    /** Reads a string or null. Bytes that are not UTF-8 become replacement characters. */
    public @Nullable String nullableString() {
        int length = flexible ? compactLength() : int16();
        if (length < 0) {
            return absent(length, "string");
        }
        if (length > LONGEST_STRING) {
            throw malformed("string length=" + length + " is over " + LONGEST_STRING);
        }
        if (length == 0) {
            return "";
        }
        require(length);
        byte[] utf8 = new byte[length];
        buffer.get(utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }

    /** Reads bytes that must be there, as a slice. */
    public ByteBuffer bytes() {
        return present(nullableBytes(), "a byte field");
    }

    /** Reads bytes or null, as a slice. */
    public @Nullable ByteBuffer nullableBytes() {
        int length = flexible ? compactLength() : int32();
        return length < 0 ? absent(length, "byte field") : take(length);
    }

    /** Reads record batches or null, as one slice in a list. */
    public @Nullable List<ByteBuffer> records() {
        ByteBuffer records = nullableBytes();
        return records == null ? null : List.of(records);
    }

    /** Reads an array that must be there. The list can't be changed. */
    public <T> List<T> array(short version, ElementReader<T> element) {
        return present(nullableArray(version, element), "an array");
    }

    /** Reads an array or null. The list can't be changed. */
    public <T> @Nullable List<T> nullableArray(short version, ElementReader<T> element) {
        int count = flexible ? compactLength() : int32();
        if (count < 0) {
            return absent(count, "array");
        }
        if (count > remaining()) { // no element is shorter than a byte
            throw malformed("array count=" + count + ", but only " + remaining() + " bytes are left");
        }
        if (count == 0) {
            return List.of();
        }
        List<T> elements = new ArrayList<>(Math.min(count, 64)); // grows with what is really there
        for (int i = 0; i < count; i++) {
            elements.add(element.read(this, version));
        }
        return Collections.unmodifiableList(elements);
    }

    /** Reads an array of int32 that must be there. */
    public List<Integer> int32Array() {
        return array((short) 0, (in, version) -> in.int32());
    }

    /** Reads the tagged fields at the end of a structure; none in the old encoding. */
    public TaggedFields taggedFields() {
        return flexible ? TaggedFields.read(this) : TaggedFields.NONE;
    }

    /** Reads the tagged fields at the end of a structure that knows none. */
    public void skipTaggedFields() {
        taggedFields().end();
    }

    /** Makes an exception that tells where this reader stands. */
    ProtocolException malformed(String what) {
        return new ProtocolException(what + " (before byte " + position() + ")", position());
    }

    /** Reads a compact length: one more than the length, 0 for null, which becomes -1. */
    private int compactLength() {
        int raw = uvarint();
        if (raw < 0) {
            throw malformed("length=" + (Integer.toUnsignedLong(raw) - 1) + " is over " + Integer.MAX_VALUE);
        }
        return raw - 1;
    }

    private ByteBuffer take(int length) {
        require(length);
        ByteBuffer slice = buffer.slice(buffer.position(), length);
        buffer.position(buffer.position() + length);
        return slice;
    }

    /** Moves behind bytes that nobody wants. */
    void skip(int sizeBytes) {
        require(sizeBytes);
        buffer.position(buffer.position() + sizeBytes);
    }

    /** Checks that so many bytes are left; a negative length is a large unsigned one. */
    void require(int length) {
        if (length < 0 || length > buffer.remaining()) {
            throw new ProtocolException(
                    "bytes end early: " + Integer.toUnsignedString(length) + " needed at byte " + position() + ", "
                            + remaining() + " are left",
                    position());
        }
    }

    private <T> @Nullable T absent(int length, String what) {
        if (length != -1) {
            throw malformed(what + " length=" + length + " is negative");
        }
        return null;
    }

    private <T> T present(@Nullable T value, String what) {
        if (value == null) {
            throw malformed(what + " is null that must not be");
        }
        return value;
    }

    /** Reads one element of an array; usually the {@code read} method of its record. */
    @FunctionalInterface
    public interface ElementReader<T> {
        /** Reads the element from where {@code in} stands. */
        T read(WireReader in, short version);
    }
}
