package dev.kurier.protocol.record;

import dev.kurier.protocol.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decodes the records of one batch, one after the other, and checks every length against the bytes left before using it. */
final class RecordDecoder {
    private static final int MAX_LAST_BYTE_OF_INT = 0x0f;
    private static final int MAX_LAST_BYTE_OF_LONG = 0x01;

    /** The lengths of a name and a value. */
    private static final int SMALLEST_HEADER_BYTES = 2;

    private final BatchHeader header;
    private final ByteBuffer in;
    private final ReadLimits limits;
    private int number;
    private int end;

    /** Decodes from the position to the limit of {@code in}, and moves the position. */
    RecordDecoder(BatchHeader header, ByteBuffer in, ReadLimits limits) {
        this.header = header;
        this.in = in;
        this.limits = limits;
        this.end = in.limit();
    }

    DecodedRecord next() {
        end = in.limit();
        int start = in.position();
        int length = varint("length");
        if (length < 0 || length > left()) {
            throw malformed("length", length, start);
        }
        end = in.position() + length;
        need(1, "attributes");
        in.get();
        long timestampDelta = varlong("timestamp delta");
        int at = in.position();
        int offsetDelta = varint("offset delta");
        if (offsetDelta < 0 || offsetDelta > header.lastOffsetDelta()) {
            throw malformed("offset delta", offsetDelta, at);
        }
        byte[] key = bytes("key length");
        byte[] value = bytes("value length");
        List<RecordHeader> headers = headers();
        if (left() != 0) {
            throw problem("has " + left() + " bytes behind its headers", in.position());
        }
        long timestampMs = header.isLogAppendTime() ? header.maxTimestamp() : header.baseTimestamp() + timestampDelta;
        number++;
        return new DecodedRecord(header.baseOffset() + offsetDelta, timestampMs, key, value, headers);
    }

    /** Checks that nothing follows the last record. */
    void end() {
        if (in.hasRemaining()) {
            throw new ProtocolException(
                    "Record batch has " + in.remaining() + " bytes behind its last record, from byte " + in.position()
                            + " of the records on; recordsCount=" + header.recordsCount() + ".");
        }
    }

    private List<RecordHeader> headers() {
        int at = in.position();
        int count = varint("headers count");
        if (count < 0 || count > limits.maxHeadersPerRecord() || (long) count * SMALLEST_HEADER_BYTES > left()) {
            throw malformed("headers count", count, at);
        }
        if (count == 0) {
            return List.of();
        }
        List<RecordHeader> headers = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int nameAt = in.position();
            byte[] name = bytes("header name length");
            if (name == null) {
                throw malformed("header name length", EncodedRecord.NULL, nameAt);
            }
            headers.add(new RecordHeader(new String(name, StandardCharsets.UTF_8), bytes("header value length")));
        }
        return headers;
    }

    private byte @Nullable [] bytes(String field) {
        int at = in.position();
        int length = varint(field);
        if (length == EncodedRecord.NULL) {
            return null;
        }
        if (length < 0 || length > left()) {
            throw malformed(field, length, at);
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private int varint(String field) {
        int bits = (int) varbits(field, Varint.MAX_INT_BYTES, MAX_LAST_BYTE_OF_INT);
        return (bits >>> 1) ^ -(bits & 1);
    }

    private long varlong(String field) {
        long bits = varbits(field, Varint.MAX_LONG_BYTES, MAX_LAST_BYTE_OF_LONG);
        return (bits >>> 1) ^ -(bits & 1);
    }

    private long varbits(String field, int maxBytes, int maxLastByte) {
        int start = in.position();
        long bits = 0;
        for (int i = 0; i < maxBytes; i++) {
            need(1, field);
            int next = in.get();
            bits |= (long) (next & 0x7f) << (7 * i);
            if (next >= 0) {
                if (i == maxBytes - 1 && next > maxLastByte) {
                    break;
                }
                return bits;
            }
        }
        throw problem("has a " + field + " whose varint takes too many bits", start);
    }

    private int left() {
        return end - in.position();
    }

    private void need(int bytes, String field) {
        if (left() < bytes) {
            throw problem("ends before its " + field, in.position());
        }
    }

    private ProtocolException malformed(String field, int value, int at) {
        return problem("has an impossible " + field + "=" + value + ", remaining=" + left(), at);
    }

    private ProtocolException problem(String what, int at) {
        return new ProtocolException("Record " + number + " of a batch " + what + " (byte " + at + " of the "
                + (header.compression().id() == 0 ? "" : "decompressed ") + "records).");
    }
}
