package dev.kurier.brokerstub.hangup;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Describes a connection that the stub closed.
 *
 * @param peer the client's address, {@code memory} without a socket
 * @param clientId what the client calls itself in the request at hand; null if it does not, or there is none
 * @param request the API and version of that request, such as {@code METADATA v13}; null if there is none
 * @param reason what was wrong
 */
public record HangUp(
        String peer,
        @Nullable String clientId,
        int brokerId,
        long connectionId,
        Cause cause,
        @Nullable String request,
        String reason) {

    /** Lists why the stub hangs up. */
    public enum Cause {
        /** A TLS handshake came: the stub speaks plaintext only. */
        TLS(true),
        /** An HTTP request came. */
        HTTP(true),
        /** The size of a frame is negative or over the limit. */
        FRAME_SIZE(true),
        /** The API or its version is not served. */
        NOT_SERVED(true),
        /** The bytes are not such a request, or a strict stub minds what follows it. */
        MALFORMED(true),
        /** A request that wants no response failed: Produce with acks=0. */
        UNANSWERED(true),
        /** The fault script said so. */
        FAULT(false),
        /** The broker was stopped or killed. */
        BROKER_DOWN(false),
        /** The stub, or a callback of the test, failed on the request. */
        STUB_FAILED(false);

        private final boolean byClient;

        Cause(boolean byClient) {
            this.byClient = byClient;
        }

        /** Whether the client brought it about. */
        public boolean isByClient() {
            return byClient;
        }

        /** The name in lower case, as in metrics. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A line for a log. */
    @Override
    public String toString() {
        return "hung up on " + peer + (clientId == null ? "" : " client.id=" + clientId) + " connection=" + connectionId
                + " broker=" + brokerId + ": " + (request == null ? "" : request + ": ") + reason;
    }
}
