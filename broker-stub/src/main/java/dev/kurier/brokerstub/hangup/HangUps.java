package dev.kurier.brokerstub.hangup;

import dev.kurier.brokerstub.hangup.HangUp.Cause;
import dev.kurier.brokerstub.tap.Party;
import dev.kurier.protocol.ApiKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs and counts the connections that the stub closes, and keeps the newest {@value #MOST_KEPT}.
 *
 * <p>What a client brought about is a warning; what the test asked for is logged at DEBUG. Guarded by the cluster's lock.
 */
public final class HangUps {
    private static final Logger LOG = LoggerFactory.getLogger(HangUps.class);
    private static final int MOST_KEPT = 1_000;

    private static final int API_KEY_AT = Integer.BYTES;
    private static final int VERSION_AT = API_KEY_AT + Short.BYTES;
    private static final int CLIENT_ID_LENGTH_AT = VERSION_AT + Short.BYTES + Integer.BYTES;
    private static final int CLIENT_ID_AT = CLIENT_ID_LENGTH_AT + Short.BYTES;
    private static final byte TLS_HANDSHAKE = 0x16;
    private static final byte TLS_MAJOR_VERSION = 3;
    private static final List<String> HTTP_METHODS =
            List.of("GET ", "POST", "PUT ", "HEAD", "DELE", "OPTI", "PATC", "CONN", "PRI ");

    private final Deque<HangUp> newest = new ArrayDeque<>();
    private final Map<Cause, Long> counts = new EnumMap<>(Cause.class);

    /**
     * Notes that bytes were refused.
     *
     * @param unread what has come since the last request: a size and the request, or as much of it as is there
     * @param isFrame whether the size is one that a request can have
     * @param cause for a frame
     */
    public void refused(Party party, ByteBuffer unread, boolean isFrame, Cause cause, String reason) {
        if (isFrame) {
            add(party, unread, cause, reason);
        } else if (unread.get(0) == TLS_HANDSHAKE && unread.get(1) == TLS_MAJOR_VERSION) {
            add(party, null, Cause.TLS, "a TLS handshake; the stub speaks plaintext: set security.protocol=PLAINTEXT");
        } else if (HTTP_METHODS.contains(text(unread, 0, Integer.BYTES))) {
            add(party, null, Cause.HTTP, "an HTTP request; this port speaks Kafka's protocol");
        } else {
            add(party, null, Cause.FRAME_SIZE, reason);
        }
    }

    /**
     * Notes any other hang-up.
     *
     * @param unread the size and the header of the request at hand, or as much of them as is there; null if there is none
     */
    public void add(Party party, @Nullable ByteBuffer unread, Cause cause, String reason) {
        HangUp hangUp = new HangUp(
                party.peer(),
                unread == null ? null : clientId(unread),
                party.brokerId(),
                party.connectionId(),
                cause,
                unread == null ? null : request(unread),
                reason);
        if (newest.size() == MOST_KEPT) {
            newest.removeFirst();
        }
        newest.addLast(hangUp);
        counts.merge(cause, 1L, Long::sum);
        if (cause.isByClient()) {
            LOG.warn("{}", hangUp);
        } else {
            LOG.debug("{}", hangUp);
        }
    }

    /** Returns the newest, oldest first. */
    public List<HangUp> newest() {
        return List.copyOf(newest);
    }

    /** Returns how many there were, by cause; all causes are there. */
    public Map<Cause, Long> counts() {
        Map<Cause, Long> all = new EnumMap<>(Cause.class);
        for (Cause cause : Cause.values()) {
            all.put(cause, counts.getOrDefault(cause, 0L));
        }
        return all;
    }

    private static @Nullable String request(ByteBuffer unread) {
        if (unread.remaining() < VERSION_AT + Short.BYTES) {
            return null;
        }
        short apiKey = unread.getShort(API_KEY_AT);
        ApiKey api = ApiKey.forId(apiKey);
        return (api == null ? "api_key=" + apiKey : api.name()) + " v" + unread.getShort(VERSION_AT);
    }

    /** The client id stands at the same place in each version of the header. */
    private static @Nullable String clientId(ByteBuffer unread) {
        if (unread.remaining() < CLIENT_ID_AT) {
            return null;
        }
        int length = unread.getShort(CLIENT_ID_LENGTH_AT);
        return length < 0 || length > unread.remaining() - CLIENT_ID_AT ? null : text(unread, CLIENT_ID_AT, length);
    }

    private static String text(ByteBuffer bytes, int at, int length) {
        byte[] text = new byte[length];
        bytes.get(at, text);
        return new String(text, StandardCharsets.UTF_8);
    }
}
