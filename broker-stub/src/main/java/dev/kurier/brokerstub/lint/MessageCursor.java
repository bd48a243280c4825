package dev.kurier.brokerstub.lint;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads strings, arrays and tags in either of the protocol's two encodings (KIP-482). */
final class MessageCursor {
    private static final int NULL = -1;

    private final ByteCursor in;
    private final boolean flexible;
    private final Evidence evidence;

    MessageCursor(ByteCursor in, boolean flexible, Evidence evidence) {
        this.in = in;
        this.flexible = flexible;
        this.evidence = evidence;
    }

    int at() {
        return in.at();
    }

    /** Returns the reader of plain fields. */
    ByteCursor fields() {
        return in;
    }

    @Nullable
    String nullableString(String field) throws Malformed {
        int at = in.at();
        int length = flexible ? in.uvarint(field + " length") - 1 : in.int16(field + " length");
        if (length == NULL) {
            return null;
        }
        requireLength(length, at, field);
        return new String(in.take(length, field), StandardCharsets.UTF_8);
    }

    /** Reads the size of a byte field, -1 for null. */
    int byteLength(String field) throws Malformed {
        int at = in.at();
        int length = flexible ? in.uvarint(field + " length") - 1 : in.int32(field + " length");
        if (length != NULL) {
            requireLength(length, at, field);
        }
        return length;
    }

    /** Reads how many elements an array has that must be there. */
    int count(String field) throws Malformed {
        int at = in.at();
        int count = flexible ? in.uvarint(field + " count") - 1 : in.int32(field + " count");
        requireLength(count, at, field);
        return count;
    }

    /** Reads the tagged fields at the end of a structure that has none. */
    void tags() throws Malformed {
        if (!flexible) {
            return;
        }
        int count = in.uvarint("tagged fields count");
        for (int i = 0; i < count || count < 0; i++) {
            int at = in.at();
            int tag = in.uvarint("tag");
            int sizeBytes = in.uvarint("tag size");
            in.skip(sizeBytes, "tag=" + tag);
            evidence.found(
                    LintRule.TAG_UNKNOWN, "tagged field", at, "none", "tag=" + tag + ", " + sizeBytes + " bytes");
        }
    }

    private void requireLength(int length, int at, String field) throws Malformed {
        if (length < 0 || length > in.left()) {
            throw new Malformed(
                    LintRule.BODY_MALFORMED,
                    at,
                    field,
                    "0 to " + in.left() + " of the bytes left",
                    String.valueOf(length));
        }
    }
}
