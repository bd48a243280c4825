package dev.kurier.brokerstub.admin;

import dev.kurier.brokerstub.call.Answer;
import dev.kurier.brokerstub.call.ApiHandler;
import dev.kurier.brokerstub.call.ApiRequest;
import dev.kurier.brokerstub.call.Call;
import dev.kurier.brokerstub.call.CallTime;
import dev.kurier.brokerstub.cluster.ClusterState;
import dev.kurier.brokerstub.fault.FaultTarget;
import dev.kurier.brokerstub.fault.RequestFaults;
import dev.kurier.brokerstub.fault.ResultFault;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.Uuid;
import dev.kurier.protocol.createtopics.CreateTopicsRequest;
import dev.kurier.protocol.createtopics.CreateTopicsResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Creates topics, each on its own account. */
public final class CreateTopicsHandler implements ApiHandler {
    private final ClusterState state;

    public CreateTopicsHandler(ClusterState state) {
        this.state = state;
    }

    @Override
    public Call read(ApiRequest request) {
        return new CreateTopics(request.version(), CreateTopicsRequest.read(request.body(), request.version()));
    }

    private final class CreateTopics implements Call {
        private final short version;
        private final CreateTopicsRequest body;
        private final long partitions;
        private final long records;

        CreateTopics(short version, CreateTopicsRequest body) {
            this.version = version;
            this.body = body;
            this.partitions = body.topics().stream()
                    .mapToLong(topic -> NewTopic.partitions(state, topic))
                    .sum();
            this.records = partitions
                    + body.topics().stream()
                            .mapToLong(topic -> 1 + topic.configs().size())
                            .sum();
        }

        @Override
        public List<FaultTarget> targets() {
            return Targets.ofTopics(
                    body.topics().stream().map(CreateTopicsRequest.Topic::name).toList());
        }

        @Override
        public Answer apply(RequestFaults faults, CallTime now) {
            List<CreateTopicsResponse.Topic> results = new ArrayList<>();
            for (CreateTopicsRequest.Topic wanted : body.topics()) {
                ResultFault fault = faults.at(FaultTarget.topic(wanted.name()));
                CreateTopicsResponse.Topic result = create(wanted, fault);
                if (!fault.omits()) {
                    results.add(fault.hasError() ? failed(wanted.name(), fault.error(), null) : result);
                }
            }
            CreateTopicsResponse response = new CreateTopicsResponse(faults.throttleTimeMs(), results);
            return new Answer.Reply(version, response::write);
        }

        private CreateTopicsResponse.Topic create(CreateTopicsRequest.Topic wanted, ResultFault fault) {
            try {
                Refusal.ifScripted(fault);
                checkOnce(wanted.name());
                TopicRules.checkPartitions(partitions, "partitions");
                TopicRules.checkRecords(records);
                NewTopic topic = NewTopic.of(state, wanted);
                Uuid id = body.validateOnly()
                        ? Uuid.ZERO
                        : state.createTopic(wanted.name(), topic.assignment(), null, topic.configs())
                                .id();
                return new CreateTopicsResponse.Topic(
                        wanted.name(),
                        id,
                        ErrorCode.NONE.code(),
                        null,
                        ErrorCode.NONE.code(),
                        topic.assignment().size(),
                        (short) topic.assignment().get(0).size(),
                        ConfigView.created(topic.configs()));
            } catch (Refusal refusal) {
                return failed(wanted.name(), refusal.error(), refusal.getMessage());
            }
        }

        private void checkOnce(String name) throws Refusal {
            if (body.topics().stream()
                            .filter(topic -> Objects.equals(topic.name(), name))
                            .count()
                    > 1) {
                throw new Refusal(ErrorCode.INVALID_REQUEST, "Duplicate topic name.");
            }
        }

        /** The configs are an empty list, never null: Java's admin client would fail on that. */
        private static CreateTopicsResponse.Topic failed(String name, ErrorCode error, @Nullable String message) {
            return new CreateTopicsResponse.Topic(
                    name, Uuid.ZERO, error.code(), message, ErrorCode.NONE.code(), -1, (short) -1, List.of());
        }
    }
}
