package dev.kurier.brokerstub.recording;

import dev.kurier.protocol.Uuid;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Knows which topic ids of the other cluster stand for which of the recorded one, from the answers of both that tell names
 * and ids (Metadata, CreateTopics).
 *
 * <p>Ids are exchanged in the bytes, wherever their 16 random bytes stand: all else stays as it was sent. For one thread.
 */
final class TopicIds {
    private final Map<Uuid, Uuid> replayedByRecorded = new LinkedHashMap<>();

    /** Learns from two answers to one request. */
    void learn(Map<String, Uuid> recorded, Map<String, Uuid> replayed) {
        recorded.forEach((name, id) -> {
            Uuid other = replayed.get(name);
            if (other != null && !other.isZero() && !id.isZero() && !other.equals(id)) {
                replayedByRecorded.put(id, other);
            }
        });
    }

    /** Returns the bytes of a request with the other cluster's ids. */
    ByteBuffer toReplayed(ByteBuffer recorded) {
        return exchanged(recorded, replayedByRecorded);
    }

    /** Returns the bytes of an answer with the recorded cluster's ids. */
    ByteBuffer toRecorded(ByteBuffer replayed) {
        Map<Uuid, Uuid> recordedByReplayed = new LinkedHashMap<>();
        replayedByRecorded.forEach((recorded, other) -> recordedByReplayed.put(other, recorded));
        return exchanged(replayed, recordedByReplayed);
    }

    private static ByteBuffer exchanged(ByteBuffer bytes, Map<Uuid, Uuid> ids) {
        if (ids.isEmpty()) {
            return bytes;
        }
        ByteBuffer copy =
                ByteBuffer.allocate(bytes.remaining()).put(bytes.duplicate()).flip();
        for (int at = 0; at <= copy.limit() - 2 * Long.BYTES; at++) {
            Uuid other = ids.get(new Uuid(copy.getLong(at), copy.getLong(at + Long.BYTES)));
            if (other != null) {
                copy.putLong(at, other.msb()).putLong(at + Long.BYTES, other.lsb());
                at += 2 * Long.BYTES - 1;
            }
        }
        return copy;
    }
}
