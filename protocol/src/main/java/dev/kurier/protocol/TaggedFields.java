package dev.kurier.protocol;

import java.nio.ByteBuffer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the tagged fields at the end of one structure (KIP-482).
 *
 * <p>Asked for each tag that the structure knows, in ascending order, then {@link #end}ed. What nobody asked for is
 * skipped, or an error for a strict reader. A lenient reader takes tags in any order, and unknown ones
 * repeatedly, as Kafka's own reader does. Nothing is kept, so a flood of unknown tags costs no memory.
 */
public final class TaggedFields {
    static final TaggedFields NONE = new TaggedFields(WireReader.lenient(ByteBuffer.allocate(0)), 0);

    private static final long NO_TAG = Long.MAX_VALUE;

    private final WireReader in;
    private final int count;
    private final int startAt;
    private int fieldsBehind;
    private long tag = -1;
    private int sizeBytes;

    private TaggedFields(WireReader in, int count) {
        this.in = in;
        this.count = count;
        this.startAt = in.position();
        this.fieldsBehind = count;
        if (in.isStrict()) {
            advance();
        }
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
        return in.isStrict() ? tag == NO_TAG : count == 0;
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

    /** Tells whether a tag comes next; a lenient reader moves to it, or behind all fields if it is not there. */
    private boolean isNext(long wanted) {
        if (!in.isStrict()) {
            return find(wanted);
        }
        if (tag < wanted) {
            throw in.malformed("tag=" + tag + " is unknown in this place and version");
        }
        return tag == wanted;
    }

    private boolean find(long wanted) {
        in.position(startAt);
        int foundAt = -1;
        for (int i = 0; i < count; i++) {
            long next = Integer.toUnsignedLong(in.uvarint());
            int nextBytes = in.uvarint();
            if (next == wanted) {
                if (foundAt >= 0) {
                    throw in.malformed("tag=" + next + " comes twice");
                }
                tag = next;
                sizeBytes = nextBytes;
                foundAt = in.position();
            }
            in.skip(nextBytes);
        }
        if (foundAt >= 0) {
            in.position(foundAt);
        }
        return foundAt >= 0;
    }

    private void finish(int end) {
        if (in.position() != end) {
            throw in.malformed("tag=" + tag + " has size=" + sizeBytes + ", its value ends "
                    + Math.abs(in.position() - end) + " bytes " + (in.position() < end ? "earlier" : "later"));
        }
        if (in.isStrict()) {
            advance();
        }
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
