package dev.kurier.brokerstub.admin;

import dev.kurier.brokerstub.call.Answer;
import dev.kurier.brokerstub.call.ApiHandler;
import dev.kurier.brokerstub.call.ApiRequest;
import dev.kurier.brokerstub.call.Call;
import dev.kurier.brokerstub.call.CallTime;
import dev.kurier.brokerstub.cluster.ClusterState;
import dev.kurier.brokerstub.cluster.Topic;
import dev.kurier.brokerstub.config.TopicConfigs;
import dev.kurier.brokerstub.fault.FaultTarget;
import dev.kurier.brokerstub.fault.RequestFaults;
import dev.kurier.brokerstub.fault.ResultFault;
import dev.kurier.brokerstub.release.Release;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.incrementalalterconfigs.IncrementalAlterConfigsRequest;
import dev.kurier.protocol.incrementalalterconfigs.IncrementalAlterConfigsRequest.Resource;
import dev.kurier.protocol.incrementalalterconfigs.IncrementalAlterConfigsResponse;
import java.util.ArrayList;
import java.util.List;

/** Changes the configs of topics one by one (KIP-339): all changes of a topic, or none. */
public final class IncrementalAlterConfigsHandler implements ApiHandler {
    private static final byte TOPIC = 2;
    private static final byte BROKER = 4;

    private final ClusterState state;
    private final RefusalWords words;

    public IncrementalAlterConfigsHandler(ClusterState state) {
        this.state = state;
        this.words = RefusalWords.of(state);
    }

    @Override
    public Call read(ApiRequest request) {
        IncrementalAlterConfigsRequest body = IncrementalAlterConfigsRequest.read(request.body(), request.version());
        return new Call() {
            @Override
            public List<FaultTarget> targets() {
                return body.resources().isEmpty()
                        ? List.of(FaultTarget.REQUEST)
                        : body.resources().stream()
                                .map(resource -> target(resource))
                                .toList();
            }

            @Override
            public Answer apply(RequestFaults faults, CallTime now) {
                return new Answer.Reply(request.version(), answer(body, request.brokerId(), faults)::write);
            }
        };
    }

    private static FaultTarget target(Resource resource) {
        return resource.resourceType() == TOPIC ? FaultTarget.topic(resource.resourceName()) : FaultTarget.REQUEST;
    }

    private IncrementalAlterConfigsResponse answer(
            IncrementalAlterConfigsRequest body, int brokerId, RequestFaults faults) {
        List<IncrementalAlterConfigsResponse.Resource> responses = new ArrayList<>();
        for (Resource resource : body.resources()) {
            ResultFault fault = faults.at(target(resource));
            IncrementalAlterConfigsResponse.Resource result = alter(resource, body, brokerId, fault);
            if (!fault.omits()) {
                responses.add(fault.hasError() ? response(resource, new Refusal(fault.error(), null)) : result);
            }
        }
        return new IncrementalAlterConfigsResponse(faults.throttleTimeMs(), responses);
    }

    private IncrementalAlterConfigsResponse.Resource alter(
            Resource resource, IncrementalAlterConfigsRequest body, int brokerId, ResultFault fault) {
        try {
            Refusal.ifScripted(fault);
            ConfigChange change = new ConfigChange(state, resource);
            change.checkOnce(body);
            Topic topic = topic(resource, brokerId);
            TopicConfigs changed = change.apply(topic.configs());
            if (!body.validateOnly()) {
                state.configure(topic, changed);
            }
            return new IncrementalAlterConfigsResponse.Resource(
                    ErrorCode.NONE.code(), null, resource.resourceType(), resource.resourceName());
        } catch (Refusal refusal) {
            return response(resource, refusal);
        }
    }

    private Topic topic(Resource resource, int brokerId) throws Refusal {
        String name = resource.resourceName();
        switch (resource.resourceType()) {
            case TOPIC -> {
                if (name.isEmpty()) {
                    throw new Refusal(ErrorCode.INVALID_REQUEST, words.noTopic());
                }
                if (!state.settings().release().isBefore(Release.KAFKA_3_9)) {
                    TopicRules.checkName(state, name);
                }
            }
            case BROKER -> {
                boolean other = !name.isEmpty() && !name.equals(String.valueOf(brokerId));
                throw new Refusal(
                        ErrorCode.INVALID_REQUEST,
                        other
                                ? "Unexpected broker id, expected " + brokerId + ", but received " + name
                                : "The configs of the stub's brokers are given when it is built.");
            }
            default -> throw new Refusal(ErrorCode.INVALID_REQUEST, words.unknownResource(resource.resourceType()));
        }
        Topic topic = state.topic(name);
        if (topic == null) {
            throw new Refusal(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, "The topic '" + name + "' does not exist.");
        }
        return topic;
    }

    private static IncrementalAlterConfigsResponse.Resource response(Resource resource, Refusal refusal) {
        return new IncrementalAlterConfigsResponse.Resource(
                refusal.error().code(), refusal.getMessage(), resource.resourceType(), resource.resourceName());
    }
}
