package dev.kurier.brokerstub.offsets;

import dev.kurier.brokerstub.call.Answer;
import dev.kurier.brokerstub.call.ApiHandler;
import dev.kurier.brokerstub.call.ApiRequest;
import dev.kurier.brokerstub.call.Call;
import dev.kurier.brokerstub.call.CallTime;
import dev.kurier.brokerstub.cluster.ClusterState;
import dev.kurier.brokerstub.cluster.Leadership;
import dev.kurier.brokerstub.cluster.Partition;
import dev.kurier.brokerstub.fault.FaultTarget;
import dev.kurier.brokerstub.fault.RequestFaults;
import dev.kurier.brokerstub.fault.ResultFault;
import dev.kurier.brokerstub.log.OffsetLookup;
import dev.kurier.brokerstub.log.PartitionLog;
import dev.kurier.brokerstub.release.Release;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.listoffsets.ListOffsetsRequest;
import dev.kurier.protocol.listoffsets.ListOffsetsResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds offsets: the ends of a log, its newest record, or the first record of a time. */
public final class ListOffsetsHandler implements ApiHandler {
    private static final long EARLIEST_LOCAL = -4;
    private static final long LATEST_TIERED = -5;
    private static final long EARLIEST_PENDING_UPLOAD = -6;
    private static final long NOTHING = -1;

    /** Before it, clients know no error that says that a new leader isn't sure yet (KIP-207). */
    private static final short FIRST_VERSION_TO_WAIT = 5;

    private final ClusterState state;

    /** Takes special times that it doesn't know for times before all records. */
    private final boolean isOld;

    public ListOffsetsHandler(ClusterState state) {
        this.state = state;
        this.isOld = state.settings().release().isBefore(Release.KAFKA_3_9);
    }

    @Override
    public Call read(ApiRequest request) {
        return new ListOffsetsCall(request, ListOffsetsRequest.read(request.body(), request.version()));
    }

    private final class ListOffsetsCall implements Call {
        private final ApiRequest request;
        private final ListOffsetsRequest body;

        ListOffsetsCall(ApiRequest request, ListOffsetsRequest body) {
            this.request = request;
            this.body = body;
        }

        @Override
        public List<FaultTarget> targets() {
            List<FaultTarget> targets = new ArrayList<>();
            for (ListOffsetsRequest.Topic topic : body.topics()) {
                topic.partitions().forEach(wanted -> targets.add(new FaultTarget(topic.name(), wanted.index())));
            }
            return targets.isEmpty() ? List.of(FaultTarget.REQUEST) : targets;
        }

        @Override
        public Answer apply(RequestFaults faults, CallTime now) {
            List<ListOffsetsResponse.Topic> topics = new ArrayList<>();
            for (ListOffsetsRequest.Topic topic : body.topics()) {
                List<ListOffsetsResponse.Partition> partitions = new ArrayList<>();
                for (List<ListOffsetsRequest.Partition> asked : byIndex(topic)) {
                    ResultFault fault = faults.at(topic.name(), asked.get(0).index());
                    if (!fault.omits()) {
                        partitions.add(answer(topic.name(), asked, fault));
                    }
                }
                topics.add(new ListOffsetsResponse.Topic(topic.name(), partitions));
            }
            ListOffsetsResponse response = new ListOffsetsResponse(faults.throttleTimeMs(), topics);
            return new Answer.Reply(request.version(), response::write);
        }

        private ListOffsetsResponse.Partition answer(
                String topic, List<ListOffsetsRequest.Partition> asked, ResultFault fault) {
            ListOffsetsRequest.Partition wanted = asked.get(0);
            Partition partition = state.partition(topic, wanted.index());
            ErrorCode error = fault.hasError() ? fault.error() : check(partition, asked);
            if (partition == null || error != ErrorCode.NONE) {
                return failed(wanted, error);
            }
            OffsetLookup.Found found = find(partition, wanted.timestamp());
            return found == null
                    ? failed(wanted, ErrorCode.NONE)
                    : new ListOffsetsResponse.Partition(
                            wanted.index(), error.code(), found.timestampMs(), found.offset(), found.leaderEpoch());
        }

        private ErrorCode check(@Nullable Partition partition, List<ListOffsetsRequest.Partition> asked) {
            if (asked.size() > 1) {
                return ErrorCode.INVALID_REQUEST;
            }
            ListOffsetsRequest.Partition wanted = asked.get(0);
            if (partition == null) {
                return ErrorCode.UNKNOWN_TOPIC_OR_PARTITION;
            }
            if (!isOld && wanted.timestamp() < oldestSpecial(request.version())) {
                return ErrorCode.UNSUPPORTED_VERSION;
            }
            ErrorCode error = Leadership.check(state, partition, request.brokerId(), wanted.currentLeaderEpoch());
            boolean latest = wanted.timestamp() == ListOffsetsRequest.LATEST_TIMESTAMP;
            if (error == ErrorCode.NONE && latest && partition.lagsBehindItsEpoch()) {
                return request.version() >= FIRST_VERSION_TO_WAIT
                        ? ErrorCode.OFFSET_NOT_AVAILABLE
                        : ErrorCode.LEADER_NOT_AVAILABLE;
            }
            return error;
        }
    }

    /** Gathers what is asked about each partition: more than one question is an error. */
    private static Collection<List<ListOffsetsRequest.Partition>> byIndex(ListOffsetsRequest.Topic topic) {
        return topic.partitions().stream()
                .collect(Collectors.groupingBy(
                        ListOffsetsRequest.Partition::index, LinkedHashMap::new, Collectors.toList()))
                .values();
    }

    private static ListOffsetsResponse.Partition failed(ListOffsetsRequest.Partition wanted, ErrorCode error) {
        return new ListOffsetsResponse.Partition(wanted.index(), error.code(), NOTHING, NOTHING, -1);
    }

    /** The lowest special timestamp that a version knows. */
    private static long oldestSpecial(short version) {
        if (version >= 11) {
            return EARLIEST_PENDING_UPLOAD;
        }
        if (version >= 9) {
            return LATEST_TIERED;
        }
        if (version >= 8) {
            return EARLIEST_LOCAL;
        }
        return version >= 7 ? ListOffsetsRequest.MAX_TIMESTAMP : ListOffsetsRequest.EARLIEST_TIMESTAMP;
    }

    private OffsetLookup.@Nullable Found find(Partition partition, long timestamp) {
        PartitionLog log = partition.log();
        if (timestamp == ListOffsetsRequest.LATEST_TIMESTAMP) {
            return new OffsetLookup.Found(partition.highWatermark(), NOTHING, partition.leaderEpoch());
        }
        if (isOld && timestamp < ListOffsetsRequest.EARLIEST_TIMESTAMP) {
            return visible(partition, OffsetLookup.firstNotBefore(log, timestamp));
        }
        if (timestamp == ListOffsetsRequest.EARLIEST_TIMESTAMP || timestamp == EARLIEST_LOCAL) {
            return new OffsetLookup.Found(log.startOffset(), NOTHING, log.startEpoch(partition.leaderEpoch()));
        }
        if (timestamp == ListOffsetsRequest.MAX_TIMESTAMP) {
            return visible(partition, OffsetLookup.newest(log));
        }
        boolean tiered = timestamp == LATEST_TIERED || timestamp == EARLIEST_PENDING_UPLOAD;
        return tiered ? null : visible(partition, OffsetLookup.firstNotBefore(log, timestamp));
    }

    /** Consumers are told of no record that they can't read yet. */
    private static OffsetLookup.@Nullable Found visible(Partition partition, OffsetLookup.@Nullable Found found) {
        return found != null && found.offset() < partition.highWatermark() ? found : null;
    }
}
