package dev.kurier.brokerstub.script;

import dev.kurier.protocol.ApiKey;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Is a request as a condition of the fault script sees it.
 *
 * @param connectionId counted from 1 in the cluster
 * @param frame header and body, without the size; read-only, and only readable during the call
 */
public record MatchedRequest(
        ApiKey api,
        short version,
        int brokerId,
        long connectionId,
        int correlationId,
        @Nullable String clientId,
        ByteBuffer frame) {}
