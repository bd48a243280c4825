package dev.kurier.brokerstub.fault;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.RequestHeader;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Describes a request to the fault script.
 *
 * @param frame header and body, without the size; only readable while the request is judged
 * @param targets what the answer can report errors for, never empty
 */
public record FaultSubject(
        ApiKey api,
        int brokerId,
        long connectionId,
        RequestHeader header,
        ByteBuffer frame,
        List<FaultTarget> targets) {}
