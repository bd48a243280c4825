package dev.kurier.brokerstub;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Shows one request as it arrived, before anything was done about it.
 *
 * @param brokerId the broker that received it
 * @param connectionId counts the cluster's connections from 1, in the order they were opened
 * @param apiKey the API's number, as sent
 * @param clientId null if the client sent none, or if the header was not read because the version is unknown
 * @param bytes header and body without the size prefix, read-only
 */
public record ReceivedRequest(
        int brokerId,
        long connectionId,
        short apiKey,
        short apiVersion,
        int correlationId,
        @Nullable String clientId,
        ByteBuffer bytes) {
    /** Returns the size of header and body, without the size prefix. */
    public int sizeBytes() {
        return bytes.remaining();
    }
}
