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
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.createpartitions.CreatePartitionsRequest;
import dev.kurier.protocol.createpartitions.CreatePartitionsResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gives topics more partitions. */
public final class CreatePartitionsHandler implements ApiHandler {
    private final ClusterState state;

    public CreatePartitionsHandler(ClusterState state) {
        this.state = state;
    }

    @Override
    public Call read(ApiRequest request) {
        CreatePartitionsRequest body = CreatePartitionsRequest.read(request.body(), request.version());
        return new Call() {
            @Override
            public List<FaultTarget> targets() {
                return Targets.ofTopics(body.topics().stream()
                        .map(CreatePartitionsRequest.Topic::name)
                        .toList());
            }

            @Override
            public Answer apply(RequestFaults faults, CallTime now) {
                return new Answer.Reply(request.version(), answer(body, faults)::write);
            }
        };
    }

    private CreatePartitionsResponse answer(CreatePartitionsRequest body, RequestFaults faults) {
        List<CreatePartitionsResponse.Topic> results = new ArrayList<>();
        Map<String, CreatePartitionsRequest.Topic> each = new LinkedHashMap<>();
        Set<String> repeated = new HashSet<>();
        for (CreatePartitionsRequest.Topic wanted : body.topics()) {
            if (each.putIfAbsent(wanted.name(), wanted) != null) {
                repeated.add(wanted.name());
            }
        }
        long added = each.values().stream().mapToLong(this::additional).sum();
        for (CreatePartitionsRequest.Topic wanted : each.values()) {
            ResultFault fault = faults.at(FaultTarget.topic(wanted.name()));
            CreatePartitionsResponse.Topic result =
                    grow(wanted, body.validateOnly(), fault, new Whole(added, repeated));
            if (!fault.omits()) {
                results.add(
                        fault.hasError()
                                ? new CreatePartitionsResponse.Topic(
                                        wanted.name(), fault.error().code(), null)
                                : result);
            }
        }
        return new CreatePartitionsResponse(faults.throttleTimeMs(), results);
    }

    /** Says what matters of a request as a whole. */
    private record Whole(long added, Set<String> repeated) {}

    private long additional(CreatePartitionsRequest.Topic wanted) {
        Topic topic = state.topic(wanted.name());
        return topic == null
                ? 0
                : Math.max(0, (long) wanted.count() - topic.partitions().size());
    }

    private CreatePartitionsResponse.Topic grow(
            CreatePartitionsRequest.Topic wanted, boolean validateOnly, ResultFault fault, Whole request) {
        try {
            Refusal.ifScripted(fault);
            if (request.repeated.contains(wanted.name())) {
                throw new Refusal(ErrorCode.INVALID_REQUEST, "Duplicate topic name.");
            }
            TopicRules.checkPartitions(request.added, "additional partitions");
            Topic topic = state.topic(wanted.name());
            if (topic == null) {
                throw new Refusal(
                        ErrorCode.UNKNOWN_TOPIC_OR_PARTITION,
                        RefusalWords.of(state).unknownTopic(wanted.name()));
            }
            List<List<Integer>> added = added(topic, wanted);
            if (!validateOnly) {
                state.addPartitions(topic, added);
            }
            return new CreatePartitionsResponse.Topic(wanted.name(), ErrorCode.NONE.code(), null);
        } catch (Refusal refusal) {
            return new CreatePartitionsResponse.Topic(
                    wanted.name(), refusal.error().code(), refusal.getMessage());
        }
    }

    private List<List<Integer>> added(Topic topic, CreatePartitionsRequest.Topic wanted) throws Refusal {
        int present = topic.partitions().size();
        if (wanted.count() == present) {
            throw new Refusal(
                    ErrorCode.INVALID_PARTITIONS, RefusalWords.of(state).asManyPartitions(present));
        }
        if (wanted.count() < present) {
            throw new Refusal(
                    ErrorCode.INVALID_PARTITIONS,
                    RefusalWords.of(state).fewerPartitions(topic.name(), present, wanted.count()));
        }
        List<CreatePartitionsRequest.Assignment> manual = wanted.assignments();
        if (manual == null) {
            int replicas = topic.partitions().get(0).replicas().size();
            return state.assign(wanted.count(), replicas).subList(present, wanted.count());
        }
        if (manual.size() != wanted.count() - present) {
            throw TopicRules.assignment("Attempted to add " + (wanted.count() - present)
                    + " additional partition(s), but only " + manual.size() + " assignment(s) were specified.");
        }
        List<List<Integer>> added = new ArrayList<>();
        for (CreatePartitionsRequest.Assignment assignment : manual) {
            TopicRules.checkReplicas(state, assignment.brokerIds());
            added.add(assignment.brokerIds());
        }
        return added;
    }
}
