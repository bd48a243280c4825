package dev.kurier.brokerstub.call;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.WireReader;

/**
 * Hands a request to its handler.
 *
 * @param brokerId the broker that was asked
 * @param body stands at the first byte behind the header
 */
public record ApiRequest(ApiKey api, short version, int brokerId, WireReader body) {}
