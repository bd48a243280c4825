package dev.kurier.protocol;

import java.nio.ByteBuffer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the tagged fields at the end of one structure (KIP-482).
 *
 * <p>Asked for each tag that the structure knows, in ascending order, then {@link #end}ed. What nobody asked for is
 * skipped, or an error for a strict reader. Nothing is kept, so a flood of unknown tags costs no memory.
 */
public final class TaggedFields {
    static final TaggedFields NONE = new TaggedFields(WireReader.lenient(ByteBuffer.allocate(0)), 0);

    private static final long NO_TAG = Long.MAX_VALUE;

    private final WireReader in;
    private int fieldsBehind;
    private long tag = -1;
    private int sizeBytes;

    private TaggedFields(WireReader in, int count) {
        this.in = in;
        this.fieldsBehind = count;
        advance();
    }

    static TaggedFields read(WireReader in) {
        int count = in.uvarint();
        if (count == 0) {
            return NONE;
        }
        if (count < 0 || count > in.remaining() / 2) { // a tag and a size take a byte each
            throw in.malformed("tagged field count=" + Integer.toUnsignedString(count) + ", but only " + in.remaining()
                    + " bytes are left");
        }
        return new TaggedFields(in, count);
    }

    /** Tells whether no field is left. */
    public boolean isEmpty() {
        return tag == NO_TAG;
    }

    /**
     * Reads a tag's value, or returns the default if the tag is not there.
     *
     * @param wanted larger than the tag asked for before
     * @throws ProtocolException if the value does not fill the field's size
     */
    public <T> T read(int wanted, Function<WireReader, T> value, T defaultValue) {
        if (!isNext(wanted)) {
            return defaultValue;
        }
        int end = in.position() + sizeBytes;
        T result = value.apply(in);
        finish(end);
        return result;
    }

    /** Reads a tag's string, or returns null if the tag is not there or holds null. */
    public @Nullable String nullableString(int wanted) {
        if (!isNext(wanted)) {
            return null;
        }
        int end = in.position() + sizeBytes;
        String result = in.nullableString();
        finish(end);
        return result;
    }

    /** Ends the section: moves behind it. */
    public void end() {
        isNext(NO_TAG);
    }

    /** Skips the fields before a tag, and tells whether it comes next. */
    private boolean isNext(long wanted) {
        while (tag < wanted) {
            if (in.isStrict()) {
                throw in.malformed("tag=" + tag + " is unknown in this place and version");
            }
            in.skip(sizeBytes);
            advance();
        }
        return tag == wanted;
    }

    private void finish(int end) {
        if (in.position() != end) {
            throw in.malformed("tag=" + tag + " has size=" + sizeBytes + ", its value ends "
                    + Math.abs(in.position() - end) + " bytes " + (in.position() < end ? "earlier" : "later"));
        }
        advance();
    }

    private void advance() {
        if (fieldsBehind == 0) {
            tag = NO_TAG;
            return;
        }
        fieldsBehind--;
        long previous = tag;
        tag = Integer.toUnsignedLong(in.uvarint());
        if (tag <= previous) {
            throw in.malformed("tag=" + tag + " comes behind tag=" + previous + "; tags must ascend");
        }
        sizeBytes = in.uvarint();
        in.require(sizeBytes);
    }
}
