package dev.kurier.sender.net;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.WireReader;
import dev.kurier.protocol.WireWriter;

/**
 * Is one request with its answer, as the connection sees it.
 *
 * <p>Exactly one of {@link #onAnswer}, {@link #onLost} and {@link #onUnsupported} ends it. {@link #onTimeout} may come before either: the
 * exchange is late, but an answer may still arrive.
 */
public interface Exchange {
    /** Which API it calls. */
    ApiKey apiKey();

    /** The newest version that the request may take; the connection lowers it to what the broker knows. */
    default short newestVersion() {
        return apiKey().newestVersion();
    }

    /** Tells whether the broker answers; only a Produce request with acks=0 has no answer. */
    default boolean hasAnswer() {
        return true;
    }

    /** Writes the request's body. */
    void writeBody(WireWriter out, short version);

    /** Is told that the first byte may now leave this process. */
    default void onFirstByte(long nowNs) {}

    /** Is told that the socket took the last byte. */
    default void onWritten(long nowNs) {}

    /** Takes the answer; the bytes are valid during the call only. */
    void onAnswer(WireReader body, short version, long nowNs);

    /** Is told that no answer came within the request time-out. */
    default void onTimeout(long nowNs) {}

    /**
     * Is told that it could not be sent, as broker and client have no version of the API in common; nothing has left.
     *
     * @param reason names the API and both ranges
     */
    default void onUnsupported(String reason, long nowNs) {
        onLost(false, reason, nowNs);
    }

    /**
     * Is told that the connection is gone and no answer will come.
     *
     * @param mayHaveLeft whether any byte of the request may have left this process
     * @param reason what ended the connection, for messages
     */
    void onLost(boolean mayHaveLeft, String reason, long nowNs);
}
