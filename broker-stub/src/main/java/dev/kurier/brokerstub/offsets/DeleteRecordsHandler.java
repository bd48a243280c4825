package dev.kurier.brokerstub.offsets;

import dev.kurier.brokerstub.call.Answer;
import dev.kurier.brokerstub.call.ApiHandler;
import dev.kurier.brokerstub.call.ApiRequest;
import dev.kurier.brokerstub.call.Call;
import dev.kurier.brokerstub.call.CallTime;
import dev.kurier.brokerstub.cluster.ClusterState;
import dev.kurier.brokerstub.cluster.Leadership;
import dev.kurier.brokerstub.cluster.Partition;
import dev.kurier.brokerstub.cluster.Topic;
import dev.kurier.brokerstub.fault.FaultTarget;
import dev.kurier.brokerstub.fault.RequestFaults;
import dev.kurier.brokerstub.fault.ResultFault;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.deleterecords.DeleteRecordsRequest;
import dev.kurier.protocol.deleterecords.DeleteRecordsResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Drops the records of partitions below an offset: their log start moves (KIP-107). Only the leader does it. */
public final class DeleteRecordsHandler implements ApiHandler {
    private static final long HIGH_WATERMARK = -1;
    private static final long NO_OFFSET = -1;

    private final ClusterState state;

    public DeleteRecordsHandler(ClusterState state) {
        this.state = state;
    }

    @Override
    public Call read(ApiRequest request) {
        DeleteRecordsRequest body = DeleteRecordsRequest.read(request.body(), request.version());
        return new Call() {
            @Override
            public List<FaultTarget> targets() {
                List<FaultTarget> targets = new ArrayList<>();
                for (DeleteRecordsRequest.Topic topic : body.topics()) {
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

    private DeleteRecordsResponse answer(DeleteRecordsRequest body, int brokerId, RequestFaults faults) {
        List<DeleteRecordsResponse.Topic> topics = new ArrayList<>();
        for (DeleteRecordsRequest.Topic topic : body.topics()) {
            List<DeleteRecordsResponse.Partition> partitions = new ArrayList<>();
            for (DeleteRecordsRequest.Partition wanted : topic.partitions()) {
                ResultFault fault = faults.at(topic.name(), wanted.index());
                DeleteRecordsResponse.Partition result = fault.preventsEffect()
                        ? failed(wanted, fault.error())
                        : delete(state.topic(topic.name()), wanted, brokerId);
                if (!fault.omits()) {
                    partitions.add(fault.hasError() ? failed(wanted, fault.error()) : result);
                }
            }
            topics.add(new DeleteRecordsResponse.Topic(topic.name(), partitions));
        }
        return new DeleteRecordsResponse(faults.throttleTimeMs(), topics);
    }

    private DeleteRecordsResponse.Partition delete(
            @Nullable Topic topic, DeleteRecordsRequest.Partition wanted, int brokerId) {
        Partition partition = topic == null ? null : topic.partition(wanted.index());
        if (topic == null || partition == null) {
            return failed(wanted, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
        }
        ErrorCode leadership = Leadership.check(state, partition, brokerId, Leadership.EPOCH_NOT_SAID);
        if (leadership != ErrorCode.NONE) {
            return failed(wanted, leadership);
        }
        if (!topic.config().deletable()) {
            return failed(wanted, ErrorCode.POLICY_VIOLATION);
        }
        long before = wanted.offset() == HIGH_WATERMARK ? partition.highWatermark() : wanted.offset();
        if (before < 0 || before > partition.highWatermark()) {
            return failed(wanted, ErrorCode.OFFSET_OUT_OF_RANGE);
        }
        partition.deleteRecords(before);
        return new DeleteRecordsResponse.Partition(
                wanted.index(), partition.log().startOffset(), ErrorCode.NONE.code());
    }

    private static DeleteRecordsResponse.Partition failed(DeleteRecordsRequest.Partition wanted, ErrorCode error) {
        return new DeleteRecordsResponse.Partition(wanted.index(), NO_OFFSET, error.code());
    }
}
