package dev.kurier.brokerstub.recording;

import dev.kurier.brokerstub.look.RequestBodies;
import dev.kurier.brokerstub.look.ResponseBodies;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.RequestHeader;
import dev.kurier.protocol.WireReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Is one entry of a recording.
 *
 * @param number its place in the recording, from 0
 * @param connectionId counts the cluster's connections from 1
 * @param timeNs nanoseconds since the first entry, by the clock that drove the cluster
 * @param bytes what {@link EntryKind} says, read-only
 * @param request what an answer answers; null for other entries, and if that was not recorded
 */
public record RecordedEntry(
        int number,
        EntryKind kind,
        long connectionId,
        int brokerId,
        long timeNs,
        ByteBuffer bytes,
        @Nullable RecordedEntry request) {
    private static final int FIXED_HEADER_BYTES = 8;

    /**
     * Returns the header of the request, or of the request that is answered; null if there is none, or none that can be read.
     *
     * <p>Of an API or version that is unknown here it has no client id.
     */
    public @Nullable RequestHeader header() {
        RecordedEntry asked = kind == EntryKind.REQUEST ? this : request;
        if (asked == null || asked.bytes.remaining() < FIXED_HEADER_BYTES) {
            return null;
        }
        ByteBuffer frame = asked.bytes;
        short version = frame.getShort(2);
        ApiKey api = ApiKey.forId(frame.getShort(0));
        return api != null && api.supports(version)
                ? RequestHeader.read(WireReader.lenient(frame))
                : new RequestHeader(frame.getShort(0), version, frame.getInt(4), null);
    }

    /** Returns the API of the request, or null if there is none or it is unknown here. */
    public @Nullable ApiKey api() {
        RequestHeader header = header();
        return header == null ? null : ApiKey.forId(header.apiKey());
    }

    /**
     * Returns the body of a request or an answer as a record of {@code protocol}; null of other entries, and if the API or
     * the version can't be read here.
     *
     * @throws dev.kurier.protocol.ProtocolException if the bytes are not such a message
     */
    public @Nullable Object body() {
        if (kind == EntryKind.REQUEST) {
            return bytes.remaining() < FIXED_HEADER_BYTES ? null : RequestBodies.read(bytes);
        }
        return kind == EntryKind.ANSWER ? body(bytes) : null;
    }

    /** Reads bytes as an answer to what this one answers. */
    @Nullable
    Object body(ByteBuffer answer) {
        RequestHeader header = header();
        return header == null ? null : ResponseBodies.read(answer, header.apiKey(), header.apiVersion());
    }

    /** Returns the bytes as text: the address, or who or what ended something. */
    public String text() {
        return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
    }
}
