package dev.kurier.brokerstub.handler;

import dev.kurier.brokerstub.cluster.ClusterState;
import dev.kurier.brokerstub.cluster.Partition;
import dev.kurier.brokerstub.cluster.PartitionView;
import dev.kurier.brokerstub.cluster.Topic;
import dev.kurier.brokerstub.cluster.TopicName;
import dev.kurier.brokerstub.fault.FaultTarget;
import dev.kurier.brokerstub.fault.RequestFaults;
import dev.kurier.brokerstub.fault.ResultFault;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.Uuid;
import dev.kurier.protocol.describetopicpartitions.DescribeTopicPartitionsRequest;
import dev.kurier.protocol.describetopicpartitions.DescribeTopicPartitionsResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fills one page of described topics, and says where the next begins. */
final class TopicPage {
    /** What a broker puts on a page at most (Kafka's {@code max.request.partition.size.limit}). */
    private static final int MAX_PARTITIONS = 2000;

    /** Every operation on a topic, as a bit field of ACL operation codes: 3 to 8, 10 and 11. */
    private static final int ALL_OPERATIONS = 0b1101_1111_1000;

    private final ClusterState state;
    private final RequestFaults faults;
    private final int brokerId;
    private final long nowNs;
    private final List<DescribeTopicPartitionsResponse.Topic> topics = new ArrayList<>();
    private int room;
    private DescribeTopicPartitionsResponse.@Nullable Cursor next;

    TopicPage(ClusterState state, RequestFaults faults, int brokerId, long nowNs) {
        this.state = state;
        this.faults = faults;
        this.brokerId = brokerId;
        this.nowNs = nowNs;
    }

    /**
     * Fills the page.
     *
     * @param names where to begin and what follows, in order
     */
    DescribeTopicPartitionsResponse fill(DescribeTopicPartitionsRequest request, Collection<String> names) {
        room = Math.max(1, Math.min(MAX_PARTITIONS, request.responsePartitionLimit()));
        DescribeTopicPartitionsRequest.Cursor cursor = request.cursor();
        for (String name : names) {
            int first = cursor != null && cursor.topicName().equals(name) ? cursor.index() : 0;
            add(name, first);
            if (next != null) {
                break;
            }
        }
        return new DescribeTopicPartitionsResponse(faults.throttleTimeMs(), topics, next);
    }

    /** Answers a request that a broker won't look into: each topic with the same error. */
    static DescribeTopicPartitionsResponse refused(
            DescribeTopicPartitionsRequest request, ErrorCode error, int throttleTimeMs) {
        List<DescribeTopicPartitionsResponse.Topic> topics = request.topics().stream()
                .map(topic -> failed(topic.name(), error, DescribeTopicPartitionsResponse.Topic.OPERATIONS_OMITTED))
                .toList();
        return new DescribeTopicPartitionsResponse(throttleTimeMs, topics, null);
    }

    private void add(String name, int first) {
        ResultFault fault = faults.at(FaultTarget.topic(name));
        Topic topic = state.topic(name);
        if (fault.omits()) {
            return;
        }
        if (room == 0) {
            next = new DescribeTopicPartitionsResponse.Cursor(name, first);
        } else if (topic == null || fault.hasError()) {
            topics.add(failed(name, fault.hasError() ? fault.error() : unknown(name), ALL_OPERATIONS));
        } else {
            add(topic, first);
        }
    }

    private void add(Topic topic, int first) {
        int count = topic.partitions().size();
        int from = Math.min(first, count);
        int end = Math.min(count, from + room);
        topics.add(new DescribeTopicPartitionsResponse.Topic(
                ErrorCode.NONE.code(),
                topic.name(),
                topic.id(),
                false,
                described(topic.partitions().subList(from, end)),
                ALL_OPERATIONS));
        room -= end - from;
        if (end < count) {
            next = new DescribeTopicPartitionsResponse.Cursor(topic.name(), end);
        }
    }

    private List<DescribeTopicPartitionsResponse.Partition> described(List<Partition> partitions) {
        List<DescribeTopicPartitionsResponse.Partition> described = new ArrayList<>();
        for (Partition partition : partitions) {
            ResultFault fault = faults.at(partition.topic(), partition.index());
            if (!fault.omits()) {
                described.add(described(partition, fault));
            }
        }
        return described;
    }

    private DescribeTopicPartitionsResponse.Partition described(Partition partition, ResultFault fault) {
        PartitionView told = partition.toldBy(brokerId, nowNs);
        boolean leaderless = told.leaderId() == Partition.NO_LEADER;
        ErrorCode error = leaderless ? ErrorCode.LEADER_NOT_AVAILABLE : ErrorCode.NONE;
        return new DescribeTopicPartitionsResponse.Partition(
                (fault.hasError() ? fault.error() : error).code(),
                partition.index(),
                told.leaderId(),
                told.leaderEpoch(),
                told.replicas(),
                told.inSyncReplicas(),
                List.of(),
                List.of(),
                told.replicas().stream().filter(id -> !state.isOnline(id)).toList());
    }

    private static ErrorCode unknown(String name) {
        return TopicName.isLegal(name) ? ErrorCode.UNKNOWN_TOPIC_OR_PARTITION : ErrorCode.INVALID_TOPIC_EXCEPTION;
    }

    private static DescribeTopicPartitionsResponse.Topic failed(String name, ErrorCode error, int operations) {
        return new DescribeTopicPartitionsResponse.Topic(error.code(), name, Uuid.ZERO, false, List.of(), operations);
    }
}
