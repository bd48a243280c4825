package dev.kurier.brokerstub.admin;

import dev.kurier.brokerstub.call.Answer;
import dev.kurier.brokerstub.call.ApiHandler;
import dev.kurier.brokerstub.call.ApiRequest;
import dev.kurier.brokerstub.call.Call;
import dev.kurier.brokerstub.call.CallTime;
import dev.kurier.brokerstub.cluster.ClusterState;
import dev.kurier.brokerstub.cluster.Topic;
import dev.kurier.brokerstub.fault.FaultTarget;
import dev.kurier.brokerstub.fault.RequestFaults;
import dev.kurier.brokerstub.fault.ResultFault;
import dev.kurier.brokerstub.release.Release;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.Uuid;
import dev.kurier.protocol.deletetopics.DeleteTopicsRequest;
import dev.kurier.protocol.deletetopics.DeleteTopicsResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Deletes topics, by name or by id. */
public final class DeleteTopicsHandler implements ApiHandler {
    private final ClusterState state;

    /** Answers with codes alone, and an id only where one was given. */
    private final boolean isOld;

    public DeleteTopicsHandler(ClusterState state) {
        this.state = state;
        this.isOld = state.settings().release().isBefore(Release.KAFKA_3_9);
    }

    @Override
    public Call read(ApiRequest request) {
        DeleteTopicsRequest body = DeleteTopicsRequest.read(request.body(), request.version());
        return new Call() {
            @Override
            public List<FaultTarget> targets() {
                return Targets.ofTopics(
                        body.topics().stream().map(wanted -> name(wanted)).toList());
            }

            @Override
            public Answer apply(RequestFaults faults, CallTime now) {
                return new Answer.Reply(request.version(), answer(body, faults)::write);
            }
        };
    }

    private DeleteTopicsResponse answer(DeleteTopicsRequest body, RequestFaults faults) {
        List<DeleteTopicsResponse.Topic> results = new ArrayList<>();
        Repeated repeated = isOld ? Repeated.NONE : repeated(body.topics());
        for (DeleteTopicsRequest.Topic wanted : isOld ? body.topics() : new LinkedHashSet<>(body.topics())) {
            if (wanted.name() == null && repeated.byBoth.contains(wanted.topicId())) {
                continue; // answered where it is named
            }
            Topic topic = find(wanted);
            ResultFault fault = faults.at(FaultTarget.topic(name(wanted)));
            String twice = repeated.message(wanted, topic);
            ErrorCode error = twice == null ? error(wanted, topic) : ErrorCode.INVALID_REQUEST;
            if (topic != null && error == ErrorCode.NONE && !fault.preventsEffect()) {
                state.deleteTopic(topic);
            }
            if (!fault.omits()) {
                ErrorCode told = fault.hasError() ? fault.error() : error;
                Topic shown = repeated.as.contains(wanted) ? null : topic;
                String name = shown == null ? wanted.name() : shown.name();
                Uuid id = shown == null || isOld ? wanted.topicId() : shown.id();
                String message = told == error && twice != null ? twice : message(told);
                results.add(new DeleteTopicsResponse.Topic(name, id, told.code(), message));
            }
        }
        return new DeleteTopicsResponse(faults.throttleTimeMs(), results);
    }

    /**
     * Says which topics a request names more than once: as they stand in it, or by their name and by their id.
     *
     * @param as those that stand there again in the same words
     * @param byBoth the ids of the others
     */
    private record Repeated(Set<DeleteTopicsRequest.Topic> as, Set<Uuid> byBoth) {
        static final Repeated NONE = new Repeated(Set.of(), Set.of());

        @Nullable
        String message(DeleteTopicsRequest.Topic wanted, @Nullable Topic topic) {
            if (as.contains(wanted)) {
                return "Duplicate topic " + (wanted.name() == null ? "id." : "name.");
            }
            return topic != null && byBoth.contains(topic.id())
                    ? "The provided topic name maps to an ID that was already supplied."
                    : null;
        }
    }

    private Repeated repeated(List<DeleteTopicsRequest.Topic> topics) {
        Set<DeleteTopicsRequest.Topic> seen = new HashSet<>();
        Set<DeleteTopicsRequest.Topic> as = new HashSet<>();
        Set<Uuid> named = new HashSet<>();
        Set<Uuid> byBoth = new HashSet<>();
        for (DeleteTopicsRequest.Topic wanted : topics) {
            if (!seen.add(wanted)) {
                as.add(wanted);
            }
            Topic topic = find(wanted);
            if (topic != null && wanted.name() != null) {
                named.add(topic.id());
            }
        }
        topics.stream()
                .filter(wanted -> wanted.name() == null && named.contains(wanted.topicId()))
                .forEach(wanted -> byBoth.add(wanted.topicId()));
        return new Repeated(as, byBoth);
    }

    private static ErrorCode error(DeleteTopicsRequest.Topic wanted, @Nullable Topic topic) {
        if ((wanted.name() == null) == wanted.topicId().isZero()) {
            return ErrorCode.INVALID_REQUEST; // neither name nor id, or both
        }
        if (topic != null) {
            return ErrorCode.NONE;
        }
        return wanted.name() == null ? ErrorCode.UNKNOWN_TOPIC_ID : ErrorCode.UNKNOWN_TOPIC_OR_PARTITION;
    }

    /** What a broker says along with the code. */
    private @Nullable String message(ErrorCode error) {
        if (isOld) {
            return null;
        }
        return switch (error) {
            case UNKNOWN_TOPIC_OR_PARTITION -> "This server does not host this topic-partition.";
            case UNKNOWN_TOPIC_ID -> "This server does not host this topic ID.";
            default -> null;
        };
    }

    private @Nullable Topic find(DeleteTopicsRequest.Topic wanted) {
        String name = wanted.name();
        return name == null ? state.topic(wanted.topicId()) : state.topic(name);
    }

    private String name(DeleteTopicsRequest.Topic wanted) {
        Topic topic = find(wanted);
        String name = wanted.name();
        if (topic != null) {
            return topic.name();
        }
        return name == null ? "" : name;
    }
}
