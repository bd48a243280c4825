package dev.kurier.brokerstub.look;

import dev.kurier.protocol.RequestHeader;
import java.nio.ByteBuffer;

/**
 * Holds one request as it arrived.
 *
 * @param bytes header and body without the size prefix, read-only
 * @param topicNames knows the topics that the request may name by id
 */
public record KeptRequest(
        int brokerId, long connectionId, RequestHeader header, ByteBuffer bytes, TopicNames topicNames) {}
