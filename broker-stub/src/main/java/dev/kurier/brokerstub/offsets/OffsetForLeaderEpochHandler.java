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
import dev.kurier.brokerstub.replica.LeaderEpochs;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.offsetforleaderepoch.OffsetForLeaderEpochRequest;
import dev.kurier.protocol.offsetforleaderepoch.OffsetForLeaderEpochResponse;
import java.util.ArrayList;
import java.util.List;

/** Says where a leader's epoch ends in its log: how readers find out that records which they read are gone (KIP-320). */
public final class OffsetForLeaderEpochHandler implements ApiHandler {
    private final ClusterState state;

    public OffsetForLeaderEpochHandler(ClusterState state) {
        this.state = state;
    }

    @Override
    public Call read(ApiRequest request) {
        OffsetForLeaderEpochRequest body = OffsetForLeaderEpochRequest.read(request.body(), request.version());
        return new Call() {
            @Override
            public List<FaultTarget> targets() {
                List<FaultTarget> targets = new ArrayList<>();
                for (OffsetForLeaderEpochRequest.Topic topic : body.topics()) {
                    topic.partitions().forEach(wanted -> targets.add(new FaultTarget(topic.name(), wanted.index())));
                }
                return targets.isEmpty() ? List.of(FaultTarget.REQUEST) : targets;
            }

            @Override
            public Answer apply(RequestFaults faults, CallTime now) {
                return new Answer.Reply(request.version(), answer(body, request.brokerId(), faults)::write);
            }
        };
    }

    private OffsetForLeaderEpochResponse answer(OffsetForLeaderEpochRequest body, int brokerId, RequestFaults faults) {
        List<OffsetForLeaderEpochResponse.Topic> topics = new ArrayList<>();
        for (OffsetForLeaderEpochRequest.Topic topic : body.topics()) {
            List<OffsetForLeaderEpochResponse.Partition> partitions = new ArrayList<>();
            for (OffsetForLeaderEpochRequest.Partition wanted : topic.partitions()) {
                ResultFault fault = faults.at(topic.name(), wanted.index());
                if (!fault.omits()) {
                    partitions.add(
                            fault.hasError()
                                    ? end(wanted, fault.error(), LeaderEpochs.End.UNKNOWN)
                                    : end(topic.name(), wanted, brokerId));
                }
            }
            topics.add(new OffsetForLeaderEpochResponse.Topic(topic.name(), partitions));
        }
        return new OffsetForLeaderEpochResponse(faults.throttleTimeMs(), topics);
    }

    private OffsetForLeaderEpochResponse.Partition end(
            String topic, OffsetForLeaderEpochRequest.Partition wanted, int brokerId) {
        Partition partition = state.partition(topic, wanted.index());
        if (partition == null) {
            return end(wanted, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, LeaderEpochs.End.UNKNOWN);
        }
        ErrorCode error = Leadership.check(state, partition, brokerId, wanted.currentLeaderEpoch());
        LeaderEpochs.End end =
                error == ErrorCode.NONE ? partition.endOfEpoch(wanted.leaderEpoch()) : LeaderEpochs.End.UNKNOWN;
        return end(wanted, error, end);
    }

    private static OffsetForLeaderEpochResponse.Partition end(
            OffsetForLeaderEpochRequest.Partition wanted, ErrorCode error, LeaderEpochs.End end) {
        return new OffsetForLeaderEpochResponse.Partition(error.code(), wanted.index(), end.epoch(), end.endOffset());
    }
}
