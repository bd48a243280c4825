package dev.kurier.protocol;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes the tagged fields of one structure (KIP-482): those that differ from their defaults, tags ascending.
 *
 * <p>In the old encoding, which has no tagged fields, it writes nothing.
 */
public final class TaggedFieldsWriter {
    private final WireWriter out;
    private @Nullable WireWriter fields;
    private int count;
    private int previousTag = -1;

    TaggedFieldsWriter(WireWriter out) {
        this.out = out;
    }

    /**
     * Adds a field, unless it is absent.
     *
     * @param tag larger than that of the field before
     * @param isPresent whether the value differs from its default and the version knows the field
     * @param value writes the field's value
     */
    public TaggedFieldsWriter field(int tag, boolean isPresent, Consumer<WireWriter> value) {
        if (tag <= previousTag) {
            throw new IllegalArgumentException("tag=" + tag + " comes behind tag=" + previousTag);
        }
        previousTag = tag;
        if (isPresent && out.isFlexible()) {
            WireWriter one = new WireWriter(64).flexible(true);
            value.accept(one);
            if (fields == null) {
                fields = new WireWriter(64);
            }
            fields.uvarint(tag);
            fields.uvarint(one.bodySizeBytes());
            fields.append(one);
            count++;
        }
        return this;
    }

    /** Writes the section to the message. */
    public void end() {
        if (fields == null) {
            out.noTaggedFields();
        } else {
            out.uvarint(count);
            out.append(fields);
        }
    }
}
