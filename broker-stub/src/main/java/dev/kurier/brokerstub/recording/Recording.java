package dev.kurier.brokerstub.recording;

import dev.kurier.brokerstub.lint.LintLog;
import dev.kurier.brokerstub.lint.LintReport;
import dev.kurier.brokerstub.look.TopicNames;
import dev.kurier.brokerstub.tap.Party;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Is a recording that was read: all whole entries of the file, in the order in which they were written. Immutable.
 *
 * <p>The file of a process that was killed, or still records, can be read as far as its last whole entry.
 */
public final class Recording {
    private static final int MOST_OPEN_REQUESTS = 1_000;

    private final Map<String, String> head;
    private final List<RecordedEntry> entries;
    private final @Nullable String end;
    private final int unreadableBytes;

    private Recording(
            Map<String, String> head, List<RecordedEntry> entries, @Nullable String end, int unreadableBytes) {
        this.head = head;
        this.entries = entries;
        this.end = end;
        this.unreadableBytes = unreadableBytes;
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it can't be read
     * @throws IllegalArgumentException if it is no recording, or one of a version that is not known here
     */
    public static Recording read(Path file) throws IOException {
        if (Files.size(file) > Recorder.LARGEST_MAX_BYTES) {
            throw new IllegalArgumentException(file + " is larger than a recording can be, " + Files.size(file)
                    + " bytes over " + Recorder.LARGEST_MAX_BYTES);
        }
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).asReadOnlyBuffer();
        return new Reader(bytes, head(file, bytes)).read();
    }

    /** Returns the lines at the head of the file, name and value: {@code cluster}, {@code brokers}, {@code started-ms}, … */
    public Map<String, String> head() {
        return head;
    }

    /** Returns all entries but the last, which only tells why the recording {@link #end}ed. */
    public List<RecordedEntry> entries() {
        return entries;
    }

    /** Returns the requests, in the order in which brokers began to work on them. */
    public List<RecordedEntry> requests() {
        return entries.stream()
                .filter(entry -> entry.kind() == EntryKind.REQUEST)
                .toList();
    }

    /**
     * Checks all requests against the rules of a broker; topics that are named by id are called by it.
     *
     * @return the first 10,000 findings, and how many more there are
     */
    public LintReport lint() {
        LintLog log = new LintLog(TopicNames.NONE);
        for (RecordedEntry request : requests()) {
            Party party = new Party(request.connectionId(), request.brokerId(), "");
            log.received(party, request.bytes(), request.timeNs());
        }
        return log.report();
    }

    /** Returns why the recording ended; null if it was cut short, or goes on. */
    public @Nullable String end() {
        return end;
    }

    /** Returns how many bytes behind the last whole entry can't be read: 0 unless the file was cut off or damaged there. */
    public int unreadableBytes() {
        return unreadableBytes;
    }

    private static Map<String, String> head(Path file, ByteBuffer bytes) {
        int end = -1;
        int most = Math.min(bytes.limit(), RecordingFormat.MAX_HEAD_BYTES) - 1;
        for (int i = 0; i < most && end < 0; i++) {
            if (bytes.get(i) == '\n' && bytes.get(i + 1) == '\n') {
                end = i;
            }
        }
        String text = end < 0
                ? ""
                : StandardCharsets.UTF_8.decode(bytes.slice(0, end)).toString();
        List<String> lines = List.of(text.split("\n", -1));
        if (!lines.get(0).equals(RecordingFormat.FIRST_LINE)) {
            throw new IllegalArgumentException(
                    file + " is no recording that can be read here: it does not begin with the" + " line '"
                            + RecordingFormat.FIRST_LINE + "', and more lines up to an empty one");
        }
        bytes.position(end + 2);
        Map<String, String> head = new LinkedHashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            int colon = line.indexOf(": ");
            if (colon > 0) {
                head.put(line.substring(0, colon), line.substring(colon + 2));
            }
        }
        return head;
    }

    /** Reads the entries of a file, one after the other. */
    private static final class Reader {
        private final ByteBuffer in;
        private final Map<String, String> head;
        private final List<RecordedEntry> entries = new ArrayList<>();
        private final Map<Long, Deque<RecordedEntry>> open = new HashMap<>();
        private @Nullable String end;

        Reader(ByteBuffer in, Map<String, String> head) {
            this.in = in;
            this.head = head;
        }

        Recording read() {
            while (hasEntry()) {
                next();
            }
            return new Recording(Map.copyOf(head), List.copyOf(entries), end, in.remaining());
        }

        /** Tells whether a whole entry follows, whose checksum is right. */
        private boolean hasEntry() {
            if (in.remaining() < RecordingFormat.AROUND_BYTES + RecordingFormat.FIXED_BYTES) {
                return false;
            }
            int size = in.getInt(in.position());
            if (size < RecordingFormat.FIXED_BYTES || size > in.remaining() - RecordingFormat.AROUND_BYTES) {
                return false;
            }
            int start = in.position() + Integer.BYTES;
            CRC32C crc = new CRC32C();
            crc.update(in.slice(start, size));
            return (int) crc.getValue() == in.getInt(start + size);
        }

        private void next() {
            int size = in.getInt();
            EntryKind kind = EntryKind.of(in.get());
            long connectionId = in.getLong();
            int brokerId = in.getInt();
            long timeNs = in.getLong();
            int length = size - RecordingFormat.FIXED_BYTES;
            ByteBuffer bytes = in.slice(in.position(), length);
            in.position(in.position() + length + Integer.BYTES);
            if (kind == null) {
                return;
            }
            RecordedEntry asked = kind == EntryKind.ANSWER || kind == EntryKind.FAULTY_ANSWER
                    ? answeredBy(kind, connectionId, bytes)
                    : null;
            RecordedEntry entry = new RecordedEntry(entries.size(), kind, connectionId, brokerId, timeNs, bytes, asked);
            if (kind == EntryKind.END) {
                end = entry.text();
                return;
            }
            entries.add(entry);
            if (kind == EntryKind.REQUEST) {
                Deque<RecordedEntry> requests = open.computeIfAbsent(connectionId, id -> new ArrayDeque<>());
                requests.addFirst(entry);
                if (requests.size() > MOST_OPEN_REQUESTS) {
                    requests.removeLast();
                }
            }
        }

        /** Finds the newest request of the connection with the answer's correlation id; of a faulty answer the newest. */
        private @Nullable RecordedEntry answeredBy(EntryKind kind, long connectionId, ByteBuffer answer) {
            Iterator<RecordedEntry> newestFirst =
                    open.getOrDefault(connectionId, new ArrayDeque<>()).iterator();
            while (newestFirst.hasNext()) {
                RecordedEntry request = newestFirst.next();
                if (kind == EntryKind.FAULTY_ANSWER || answers(answer, request)) {
                    newestFirst.remove();
                    return request;
                }
            }
            return null;
        }

        private static boolean answers(ByteBuffer answer, RecordedEntry request) {
            return answer.remaining() >= Integer.BYTES
                    && request.bytes().remaining() >= 2 * Integer.BYTES
                    && answer.getInt(0) == request.bytes().getInt(Integer.BYTES);
        }
    }
}
