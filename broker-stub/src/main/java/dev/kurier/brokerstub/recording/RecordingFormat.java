package dev.kurier.brokerstub.recording;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;

/**
 * Knows the bytes of a recording: lines of text that end with an empty one, then entries, each with its own checksum.
 *
 * <p>The lines describe the entries, so that the file can be read without this class. A reader of version 1 skips lines and
 * kinds of entries that it doesn't know.
 */
final class RecordingFormat {
    static final String FIRST_LINE = "kurier-recording 1";

    /** The most that the lines of text may take. */
    static final int MAX_HEAD_BYTES = 64 * 1024;

    /** Kind, connection, broker, time: what the size of an entry counts beside its bytes. */
    static final int FIXED_BYTES = 1 + Long.BYTES + Integer.BYTES + Long.BYTES;

    /** Size and checksum, which the size does not count. */
    static final int AROUND_BYTES = 2 * Integer.BYTES;

    private static final String ENTRY =
            "entry: size int32, kind int8, connection int64, broker int32, time-ns int64, bytes, crc int32;"
                    + " big-endian; size counts kind to bytes; crc is the CRC-32C of those;"
                    + " time-ns counts from the first entry";

    private RecordingFormat() {}

    /** Makes the lines of text. */
    static byte[] head(String clusterId, int brokers, long startedMs, long maxBytes) {
        String kinds = Arrays.stream(EntryKind.values())
                .map(kind ->
                        (char) kind.letter() + " " + kind.name().toLowerCase(Locale.ROOT) + " (" + kind.content() + ")")
                .collect(Collectors.joining(", "));
        return String.join(
                        "\n",
                        FIRST_LINE,
                        "cluster: " + clusterId,
                        "brokers: " + brokers,
                        "started-ms: " + startedMs,
                        "max-bytes: " + maxBytes,
                        ENTRY,
                        "kinds: " + kinds,
                        "",
                        "")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Makes an entry ready to be written; the bytes are not copied, and their positions do not move. */
    static ByteBuffer[] entry(EntryKind kind, Stamp stamp, List<ByteBuffer> bytes) {
        ByteBuffer[] parts = new ByteBuffer[bytes.size() + 2];
        int size = FIXED_BYTES;
        for (int i = 0; i < bytes.size(); i++) {
            parts[i + 1] = bytes.get(i).duplicate();
            size += parts[i + 1].remaining();
        }
        ByteBuffer head = ByteBuffer.allocate(Integer.BYTES + FIXED_BYTES)
                .putInt(size)
                .put(kind.letter())
                .putLong(stamp.connectionId())
                .putInt(stamp.brokerId())
                .putLong(stamp.timeNs())
                .flip();
        parts[0] = head;
        CRC32C crc = new CRC32C();
        crc.update(head.slice(Integer.BYTES, FIXED_BYTES));
        bytes.forEach(part -> crc.update(part.duplicate()));
        parts[parts.length - 1] =
                ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).flip();
        return parts;
    }

    /** Says where and when an entry comes from. */
    record Stamp(long connectionId, int brokerId, long timeNs) {}
}
