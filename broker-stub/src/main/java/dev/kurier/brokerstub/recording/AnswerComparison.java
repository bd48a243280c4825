package dev.kurier.brokerstub.recording;

import dev.kurier.protocol.ProtocolException;
import dev.kurier.protocol.RequestHeader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares answers with those that were recorded, field by field where they can be decoded. */
final class AnswerComparison {
    private static final String ABSENT = "absent";
    private static final int BYTES_SHOWN = 8;

    private final Set<String> ignored;
    private final TopicIds topicIds;

    AnswerComparison(Set<String> ignored, TopicIds topicIds) {
        this.ignored = ignored;
        this.topicIds = topicIds;
    }

    /** Returns in what an answer differs from the one that was recorded. */
    List<Difference> compare(RecordedEntry recorded, ByteBuffer replayed) {
        Object wanted = body(recorded, recorded.bytes());
        Object got = body(recorded, replayed);
        if (wanted == null || got == null) {
            return bytesDiffer(recorded, topicIds.toRecorded(replayed));
        }
        FieldWalk wantedFields = FieldWalk.of(wanted, ignored);
        topicIds.learn(wantedFields.topicIds(), FieldWalk.of(got, ignored).topicIds());
        Object translated = body(recorded, topicIds.toRecorded(replayed));
        Map<String, Object> gotFields =
                FieldWalk.of(translated == null ? got : translated, ignored).fields();
        List<Difference> differences = new ArrayList<>();
        Set<String> paths = new LinkedHashSet<>(wantedFields.fields().keySet());
        paths.addAll(gotFields.keySet());
        for (String path : paths) {
            Object before = wantedFields.fields().getOrDefault(path, ABSENT);
            Object now = gotFields.getOrDefault(path, ABSENT);
            if (!before.equals(now)) {
                differences.add(differ(recorded, path, before, now));
            }
        }
        return differences;
    }

    /** Reports that one side has an answer, an end or nothing where the other has something else. */
    static Difference instead(RecordedEntry entry, String recorded, String replayed) {
        return difference(entry, "answer", recorded, replayed);
    }

    private static Difference differ(RecordedEntry entry, String path, Object before, Object now) {
        if (before instanceof ByteBuffer wanted && now instanceof ByteBuffer got) {
            int at = wanted.mismatch(got);
            return difference(entry, path + " byte " + at, hex(wanted, at), hex(got, at));
        }
        return difference(entry, path, text(before), text(now));
    }

    private static List<Difference> bytesDiffer(RecordedEntry recorded, ByteBuffer replayed) {
        int at = recorded.bytes().mismatch(replayed);
        return at < 0
                ? List.of()
                : List.of(difference(recorded, "byte " + at, hex(recorded.bytes(), at), hex(replayed, at)));
    }

    private static @Nullable Object body(RecordedEntry recorded, ByteBuffer answer) {
        try {
            return recorded.body(answer);
        } catch (ProtocolException e) {
            return null;
        }
    }

    private static Difference difference(RecordedEntry entry, String path, String before, String now) {
        RequestHeader header = entry.header();
        String request = header == null
                ? entry.kind().toString()
                : Objects.requireNonNullElse(entry.api(), "api_key=" + header.apiKey()) + " v" + header.apiVersion()
                        + " correlationId=" + header.correlationId();
        return new Difference(entry.number(), entry.connectionId(), request, path, before, now);
    }

    private static String text(Object value) {
        return value instanceof ByteBuffer bytes ? bytes.remaining() + " bytes" : value.toString();
    }

    private static String hex(ByteBuffer bytes, int at) {
        byte[] shown = new byte[Math.min(BYTES_SHOWN, bytes.remaining() - at)];
        bytes.get(bytes.position() + at, shown);
        return (shown.length == 0 ? "the end" : HexFormat.of().formatHex(shown)) + " of " + bytes.remaining()
                + " bytes";
    }
}
