package dev.kurier.brokerstub.handler;

import dev.kurier.brokerstub.call.Answer;
import dev.kurier.brokerstub.call.ApiHandler;
import dev.kurier.brokerstub.call.ApiRequest;
import dev.kurier.brokerstub.call.Call;
import dev.kurier.brokerstub.call.CallTime;
import dev.kurier.brokerstub.cluster.ClusterState;
import dev.kurier.brokerstub.cluster.Topic;
import dev.kurier.brokerstub.fault.FaultTarget;
import dev.kurier.brokerstub.fault.RequestFaults;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.describetopicpartitions.DescribeTopicPartitionsRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** Describes topics by name, a page of partitions at a time (KIP-966). */
final class DescribeTopicPartitionsHandler implements ApiHandler {
    private final ClusterState state;

    DescribeTopicPartitionsHandler(ClusterState state) {
        this.state = state;
    }

    @Override
    public Call read(ApiRequest request) {
        DescribeTopicPartitionsRequest body = DescribeTopicPartitionsRequest.read(request.body(), request.version());
        return new Call() {
            @Override
            public List<FaultTarget> targets() {
                List<FaultTarget> targets = new ArrayList<>();
                for (String name : wanted(body)) {
                    targets.add(FaultTarget.topic(name));
                    Topic topic = state.topic(name);
                    int partitions = topic == null ? 0 : topic.partitions().size();
                    for (int i = 0; i < partitions; i++) {
                        targets.add(new FaultTarget(name, i));
                    }
                }
                return targets.isEmpty() ? List.of(FaultTarget.REQUEST) : targets;
            }

            @Override
            public Answer apply(RequestFaults faults, CallTime now) {
                ErrorCode error = check(body);
                if (error != ErrorCode.NONE) {
                    return new Answer.Reply(
                            request.version(), TopicPage.refused(body, error, faults.throttleTimeMs())::write);
                }
                TopicPage page = new TopicPage(state, faults, request.brokerId(), now.nowNs());
                return new Answer.Reply(request.version(), page.fill(body, wanted(body))::write);
            }
        };
    }

    private static ErrorCode check(DescribeTopicPartitionsRequest body) {
        List<String> named = body.topics().stream()
                .map(DescribeTopicPartitionsRequest.Topic::name)
                .toList();
        if (named.contains("")) {
            return ErrorCode.UNKNOWN_SERVER_ERROR; // a broker falls over its permissions
        }
        DescribeTopicPartitionsRequest.Cursor cursor = body.cursor();
        if (cursor == null) {
            return ErrorCode.NONE;
        }
        boolean among = named.isEmpty() || named.contains(cursor.topicName());
        return among && cursor.index() >= 0 ? ErrorCode.NONE : ErrorCode.INVALID_REQUEST;
    }

    /** The topics that were named, or all, in the order in which they are told. */
    private Collection<String> wanted(DescribeTopicPartitionsRequest body) {
        TreeSet<String> names = new TreeSet<>();
        body.topics().forEach(topic -> names.add(topic.name()));
        if (body.topics().isEmpty()) {
            state.topics().forEach(topic -> names.add(topic.name()));
        }
        DescribeTopicPartitionsRequest.Cursor cursor = body.cursor();
        return cursor == null ? names : names.tailSet(cursor.topicName(), true);
    }
}
