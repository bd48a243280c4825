package dev.kurier.brokerstub.fault;

import dev.kurier.protocol.ApiKey;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Says which requests a rule is about; what is null matches all.
 *
 * @param topic tells by its name whether a topic is meant
 * @param partition an index, whatever the topic unless that is given too
 * @param condition tells by all that is known of the request
 */
public record FaultMatch(
        @Nullable ApiKey api,
        @Nullable Integer brokerId,
        @Nullable String clientId,
        @Nullable Integer version,
        @Nullable Predicate<String> topic,
        @Nullable Integer partition,
        Predicate<FaultSubject> condition) {
    boolean accepts(FaultSubject subject) {
        return (api == null || api == subject.api())
                && (brokerId == null || brokerId == subject.brokerId())
                && (clientId == null || clientId.equals(subject.header().clientId()))
                && (version == null || version == subject.header().apiVersion())
                && subject.targets().stream().anyMatch(this::accepts)
                && condition.test(subject);
    }

    boolean accepts(FaultTarget target) {
        String name = target.topic();
        return (topic == null || (name != null && topic.test(name)))
                && (partition == null || partition == target.partition());
    }
}
