package dev.kurier.brokerstub.fault;

import dev.kurier.protocol.ApiKey;
import org.jspecify.annotations.Nullable;

/**
 * Says which requests a rule is about; what is null matches all.
 *
 * @param partition an index, whatever the topic unless that is given too
 */
public record FaultMatch(
        @Nullable ApiKey api,
        @Nullable Integer brokerId,
        @Nullable String clientId,
        @Nullable String topic,
        @Nullable Integer partition) {
    boolean accepts(FaultSubject subject) {
        return (api == null || api == subject.api())
                && (brokerId == null || brokerId == subject.brokerId())
                && (clientId == null || clientId.equals(subject.clientId()))
                && subject.targets().stream().anyMatch(this::accepts);
    }

    boolean accepts(FaultTarget target) {
        return (topic == null || topic.equals(target.topic()))
                && (partition == null || partition == target.partition());
    }
}
