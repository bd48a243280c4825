package dev.kurier.plugin.logging;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * Writes a key or value as one line of a limited length.
 *
 * @param maxLength after how many characters it is cut
 */
record TextCut(int maxLength) {
    /** What the object says of itself, bytes in hexadecimal; a line break can't forge a line of the log. */
    String of(Object object) {
        String text = full(object);
        String line = text.length() <= maxLength ? text : cut(text) + "…(" + length(object, text) + ")";
        return line.replaceAll("[\\p{Cntrl}\\u2028\\u2029]", "?");
    }

    /** How long it is, which is all that is said of it. */
    String lengthOf(Object object) {
        return length(object, full(object));
    }

    private static String length(Object object, String text) {
        if (object instanceof byte[] bytes) {
            return bytes.length + " bytes";
        }
        return object instanceof ByteBuffer buffer ? buffer.limit() + " bytes" : text.length() + " characters";
    }

    private String full(Object object) {
        if (object instanceof byte[] bytes) {
            return hex(ByteBuffer.wrap(bytes));
        }
        // As the serializer of buffers does: from 0 to the limit.
        return object instanceof ByteBuffer buffer ? hex(buffer.duplicate().rewind()) : String.valueOf(object);
    }

    private String hex(ByteBuffer buffer) {
        byte[] beginning = new byte[Math.min(buffer.remaining(), maxLength)];
        buffer.get(beginning);
        return "0x" + HexFormat.of().formatHex(beginning);
    }

    /** Never half of a surrogate pair. */
    private String cut(String text) {
        int end = Character.isHighSurrogate(text.charAt(maxLength - 1)) ? maxLength - 1 : maxLength;
        return text.substring(0, end);
    }
}
