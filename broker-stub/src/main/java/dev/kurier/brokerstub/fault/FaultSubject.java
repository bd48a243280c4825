package dev.kurier.brokerstub.fault;

import dev.kurier.protocol.ApiKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Describes a request to the fault script.
 *
 * @param targets what the answer can report errors for, never empty
 */
public record FaultSubject(
        ApiKey api, int brokerId, @Nullable String clientId, List<FaultTarget> targets) {}
