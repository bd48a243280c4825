package dev.kurier.brokerstub.handler;

import dev.kurier.brokerstub.call.Answer;
import dev.kurier.brokerstub.call.ApiHandler;
import dev.kurier.brokerstub.call.ApiRequest;
import dev.kurier.brokerstub.call.Call;
import dev.kurier.brokerstub.call.CallTime;
import dev.kurier.brokerstub.cluster.ClusterState;
import dev.kurier.brokerstub.cluster.Topic;
import dev.kurier.brokerstub.cluster.TopicName;
import dev.kurier.brokerstub.fault.FaultTarget;
import dev.kurier.brokerstub.fault.RequestFaults;
import dev.kurier.brokerstub.fault.ResultFault;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.ProtocolException;
import dev.kurier.protocol.Uuid;
import dev.kurier.protocol.metadata.MetadataRequest;
import dev.kurier.protocol.metadata.MetadataResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Describes the live brokers and the topics asked for; creates those that may be created by asking. */
final class MetadataHandler implements ApiHandler {
    private static final short FIRST_VERSION_BY_ID = 12;

    private final ClusterState state;

    MetadataHandler(ClusterState state) {
        this.state = state;
    }

    @Override
    public Call read(ApiRequest request) {
        MetadataRequest body = MetadataRequest.read(request.body(), request.version());
        List<MetadataRequest.Topic> named = body.topics();
        if (named != null && request.version() < FIRST_VERSION_BY_ID) {
            for (MetadataRequest.Topic topic : named) {
                if (topic.name() == null) {
                    throw new ProtocolException("Metadata version=" + request.version() + " asks for a topic by id="
                            + topic.topicId() + "; that needs version " + FIRST_VERSION_BY_ID);
                }
            }
        }
        return new MetadataCall(request, body);
    }

    private final class MetadataCall implements Call {
        private final int brokerId;
        private final short version;
        private final MetadataRequest body;

        MetadataCall(ApiRequest request, MetadataRequest body) {
            this.brokerId = request.brokerId();
            this.version = request.version();
            this.body = body;
        }

        @Override
        public List<FaultTarget> targets() {
            List<FaultTarget> targets = new ArrayList<>();
            for (MetadataRequest.Topic wanted : wanted()) {
                Topic topic = find(wanted);
                String name = topic == null ? wanted.name() : topic.name();
                if (name != null) {
                    targets.add(FaultTarget.topic(name));
                    int partitions = topic == null ? 0 : topic.partitions().size();
                    for (int i = 0; i < partitions; i++) {
                        targets.add(new FaultTarget(name, i));
                    }
                }
            }
            return targets.isEmpty() ? List.of(FaultTarget.REQUEST) : targets;
        }

        @Override
        public Answer apply(RequestFaults faults, CallTime now) {
            MetadataView view = new MetadataView(
                    new MetadataView.Asked(brokerId, now.nowNs()),
                    state,
                    faults,
                    body.includeTopicAuthorizedOperations());
            List<MetadataResponse.Topic> topics = new ArrayList<>();
            for (MetadataRequest.Topic wanted : wanted()) {
                MetadataResponse.Topic answer = answer(wanted, view, faults);
                if (answer != null) {
                    topics.add(answer);
                }
            }
            MetadataResponse response = new MetadataResponse(
                    faults.throttleTimeMs(),
                    view.brokers(),
                    state.settings().clusterId(),
                    state.controllerId(),
                    topics,
                    view.clusterOperations(body.includeClusterAuthorizedOperations()),
                    wholeError(faults).code());
            return new Answer.Reply(version, response::write);
        }

        /** A broker that sends clients back to their bootstrap servers says so for the request as a whole (KIP-1102). */
        private ErrorCode wholeError(RequestFaults faults) {
            boolean rebootstrap =
                    targets().stream().anyMatch(target -> faults.at(target).error() == ErrorCode.REBOOTSTRAP_REQUIRED);
            return rebootstrap
                    ? ErrorCode.REBOOTSTRAP_REQUIRED
                    : faults.at(FaultTarget.REQUEST).error();
        }

        private MetadataResponse.@Nullable Topic answer(
                MetadataRequest.Topic wanted, MetadataView view, RequestFaults faults) {
            Topic topic = find(wanted);
            String name = topic == null ? wanted.name() : topic.name();
            if (name == null) {
                return MetadataResponse.Topic.failed(ErrorCode.UNKNOWN_TOPIC_ID.code(), null, wanted.topicId());
            }
            ResultFault fault = faults.at(FaultTarget.topic(name));
            ErrorCode error = ErrorCode.NONE;
            if (topic == null) {
                error = createIfAllowed(name, fault);
                topic = state.topic(name);
            }
            if (fault.omits()) {
                return null;
            }
            ErrorCode told = fault.hasError() ? fault.error() : error;
            return topic == null || told != ErrorCode.NONE
                    ? MetadataResponse.Topic.failed(told.code(), name, topic == null ? Uuid.ZERO : topic.id())
                    : view.topic(topic);
        }

        private ErrorCode createIfAllowed(String name, ResultFault fault) {
            if (!TopicName.isLegal(name)) {
                return ErrorCode.INVALID_TOPIC_EXCEPTION;
            }
            boolean allowed = body.allowAutoTopicCreation() && state.settings().autoCreateTopics();
            // A name that collides passes the broker, and the controller refuses it each time: the topic stays unknown.
            if (!allowed || fault.preventsEffect() || state.rivalOf(name) != null) {
                return ErrorCode.UNKNOWN_TOPIC_OR_PARTITION;
            }
            state.createTopic(name, state.settings().defaultPartitions());
            return ErrorCode.NONE;
        }

        private List<MetadataRequest.Topic> wanted() {
            List<MetadataRequest.Topic> named = body.topics();
            return named != null
                    ? named.stream().distinct().toList()
                    : state.topics().stream()
                            .map(topic -> new MetadataRequest.Topic(topic.id(), topic.name()))
                            .toList();
        }

        private @Nullable Topic find(MetadataRequest.Topic wanted) {
            String name = wanted.name();
            return name == null ? state.topic(wanted.topicId()) : state.topic(name);
        }
    }
}
