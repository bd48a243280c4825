package dev.kurier.brokerstub.fault;

import org.jspecify.annotations.Nullable;

/**
 * Names what an error can be reported for: a partition, a topic, or the request as a whole.
 *
 * @param topic null for the request as a whole
 * @param partition -1 for the topic as a whole
 */
public record FaultTarget(@Nullable String topic, int partition) {
    /** The request as a whole, for APIs that name no topics. */
    public static final FaultTarget REQUEST = new FaultTarget(null, -1);

    /** Returns a topic as a whole. */
    public static FaultTarget topic(String topic) {
        return new FaultTarget(topic, -1);
    }
}
