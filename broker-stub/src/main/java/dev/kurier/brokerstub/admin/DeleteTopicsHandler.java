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
import java.util.List;
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
        for (DeleteTopicsRequest.Topic wanted : body.topics()) {
            Topic topic = find(wanted);
            ResultFault fault = faults.at(FaultTarget.topic(name(wanted)));
            ErrorCode error = error(wanted, topic);
            if (topic != null && error == ErrorCode.NONE && !fault.preventsEffect()) {
                state.deleteTopic(topic);
            }
            if (!fault.omits()) {
                ErrorCode told = fault.hasError() ? fault.error() : error;
                String name = topic == null ? wanted.name() : topic.name();
                Uuid id = topic == null || isOld ? wanted.topicId() : topic.id();
                results.add(new DeleteTopicsResponse.Topic(name, id, told.code(), message(told)));
            }
        }
        return new DeleteTopicsResponse(faults.throttleTimeMs(), results);
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
