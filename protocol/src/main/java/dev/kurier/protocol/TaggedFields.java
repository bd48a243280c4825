package dev.kurier.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Holds the tagged fields of one structure that was read (KIP-482).
 *
 * <p>Asked for each tag that the structure knows, then {@link #end}ed, which lets a strict reader refuse the others.
 */
public final class TaggedFields {
    static final TaggedFields NONE = new TaggedFields(List.of());

    private final List<Field> fields;

    private TaggedFields(List<Field> fields) {
        this.fields = fields;
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
        List<Field> fields = new ArrayList<>(Math.min(count, 8));
        long previousTag = -1;
        for (int i = 0; i < count; i++) {
            long tag = Integer.toUnsignedLong(in.uvarint());
            if (tag <= previousTag) {
                throw in.malformed("tag=" + tag + " comes behind tag=" + previousTag + "; tags must ascend");
            }
            previousTag = tag;
            fields.add(new Field(tag, in.nested(in.uvarint())));
        }
        return new TaggedFields(fields);
    }

    /** Tells whether there is no field at all. */
    public boolean isEmpty() {
        return fields.isEmpty();
    }

    /**
     * Reads a tag's value, or returns the default if the tag is not there.
     *
     * @throws ProtocolException if the value does not fill the field's size
     */
    public <T> T read(int tag, Function<WireReader, T> value, T defaultValue) {
        WireReader in = take(tag);
        if (in == null) {
            return defaultValue;
        }
        T result = value.apply(in);
        requireFilled(tag, in);
        return result;
    }

    /** Reads a tag's string, or returns null if the tag is not there or holds null. */
    public @Nullable String nullableString(int tag) {
        WireReader in = take(tag);
        if (in == null) {
            return null;
        }
        String value = in.nullableString();
        requireFilled(tag, in);
        return value;
    }

    private @Nullable WireReader take(int tag) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).tag() == tag) {
                return fields.remove(i).value();
            }
        }
        return null;
    }

    private static void requireFilled(int tag, WireReader in) {
        if (in.remaining() > 0) {
            throw new ProtocolException("tag=" + tag + " has " + in.remaining() + " bytes too many");
        }
    }

    /** Ends the section: tags that nobody read are skipped, or an error for a strict reader. */
    public void end() {
        for (Field field : fields) {
            if (field.value().isStrict()) {
                throw new ProtocolException("tag=" + field.tag() + " is unknown in this place and version");
            }
        }
    }

    private record Field(long tag, WireReader value) {}
}
