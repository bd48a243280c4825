package dev.kurier.brokerstub.handler;

import dev.kurier.brokerstub.call.Answer;
import dev.kurier.brokerstub.call.ApiRequest;
import dev.kurier.brokerstub.call.Call;
import dev.kurier.brokerstub.call.CallTime;
import dev.kurier.brokerstub.cluster.ClusterState;
import dev.kurier.brokerstub.cluster.Partition;
import dev.kurier.brokerstub.cluster.Topic;
import dev.kurier.brokerstub.fault.FaultTarget;
import dev.kurier.brokerstub.fault.RequestFaults;
import dev.kurier.brokerstub.fault.ResultFault;
import dev.kurier.brokerstub.log.AppendOutcome;
import dev.kurier.brokerstub.log.AppendTerms;
import dev.kurier.protocol.CurrentLeader;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.produce.ProduceRequest;
import dev.kurier.protocol.produce.ProduceResponse;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Appends the batches of one Produce request, each on its own account. */
final class ProduceCall implements Call {
    private static final short ACKS_NONE = 0;
    private static final short ACKS_LEADER = 1;
    private static final short ACKS_ALL = -1;
    private static final short FIRST_VERSION_WITH_ZSTD = 7;

    private final ClusterState state;
    private final ApiRequest request;
    private final ProduceRequest body;
    private final Map<ProduceRequest.Topic, Topic> known;

    /**
     * Makes the call.
     *
     * @param known the topics of the request that exist
     */
    ProduceCall(ClusterState state, ApiRequest request, ProduceRequest body, Map<ProduceRequest.Topic, Topic> known) {
        this.state = state;
        this.request = request;
        this.body = body;
        this.known = known;
    }

    @Override
    public List<FaultTarget> targets() {
        List<FaultTarget> targets = new ArrayList<>();
        for (ProduceRequest.Topic wanted : body.topics()) {
            for (ProduceRequest.Partition partition : wanted.partitions()) {
                targets.add(new FaultTarget(name(wanted), partition.index()));
            }
        }
        return targets.isEmpty() ? List.of(FaultTarget.REQUEST) : targets;
    }

    @Override
    public Answer apply(RequestFaults faults, CallTime now) {
        Redirections redirections = new Redirections(state);
        List<ProduceResponse.Topic> topics = new ArrayList<>();
        boolean failed = false;
        for (ProduceRequest.Topic wanted : body.topics()) {
            List<ProduceResponse.Partition> partitions = new ArrayList<>();
            for (ProduceRequest.Partition batch : wanted.partitions()) {
                ResultFault fault = faults.at(name(wanted), batch.index());
                ProduceResponse.Partition answer = append(wanted, batch, fault, redirections, now);
                failed |= answer.errorCode() != ErrorCode.NONE.code();
                if (!fault.omits()) {
                    partitions.add(answer);
                }
            }
            topics.add(new ProduceResponse.Topic(wanted.name(), wanted.topicId(), partitions));
        }
        if (body.acks() == ACKS_NONE) {
            return failed ? new Answer.HangUp("a batch with acks=0 failed") : Answer.NONE;
        }
        ProduceResponse response = new ProduceResponse(topics, faults.throttleTimeMs(), redirections.endpoints());
        return new Answer.Reply(request.version(), response::write);
    }

    private ProduceResponse.Partition append(
            ProduceRequest.Topic wanted,
            ProduceRequest.Partition batch,
            ResultFault fault,
            Redirections redirections,
            CallTime now) {
        Topic topic = known.get(wanted);
        Partition partition = topic == null ? null : topic.partition(batch.index());
        ErrorCode refusal = fault.preventsEffect() ? fault.error() : refusal(wanted, topic, partition);
        AppendOutcome outcome = partition == null || refusal != ErrorCode.NONE || fault.preventsEffect()
                ? AppendOutcome.refused(refusal, null)
                : partition.log().append(one(batch.records()), terms(partition, now));
        if (partition != null && outcome.error() == ErrorCode.NONE) {
            partition.changed();
        }
        if (fault.hasError()) {
            outcome = outcome.deniedAs(fault.error());
        }
        CurrentLeader leader = partition != null && outcome.error() == ErrorCode.NOT_LEADER_OR_FOLLOWER
                ? redirections.to(partition)
                : CurrentLeader.NONE;
        return new ProduceResponse.Partition(
                batch.index(),
                outcome.error().code(),
                outcome.baseOffset(),
                outcome.logAppendTimeMs(),
                outcome.logStartOffset(),
                List.of(),
                outcome.message(),
                leader);
    }

    /** What is wrong before the batch is looked at, or NONE. */
    private ErrorCode refusal(ProduceRequest.Topic wanted, @Nullable Topic topic, @Nullable Partition partition) {
        if (body.acks() != ACKS_NONE && body.acks() != ACKS_LEADER && body.acks() != ACKS_ALL) {
            return ErrorCode.INVALID_REQUIRED_ACKS;
        }
        if (topic == null || partition == null) {
            boolean unknownId = !wanted.topicId().isZero() && !known.containsKey(wanted);
            return unknownId ? ErrorCode.UNKNOWN_TOPIC_ID : ErrorCode.UNKNOWN_TOPIC_OR_PARTITION;
        }
        if (partition.leaderId() != request.brokerId()) {
            return ErrorCode.NOT_LEADER_OR_FOLLOWER;
        }
        boolean tooFew = partition.inSyncReplicas().size() < topic.config().minInsyncReplicas();
        return body.acks() == ACKS_ALL && tooFew ? ErrorCode.NOT_ENOUGH_REPLICAS : ErrorCode.NONE;
    }

    private AppendTerms terms(Partition partition, CallTime now) {
        return new AppendTerms(partition.leaderEpoch(), now.wallMs(), request.version() >= FIRST_VERSION_WITH_ZSTD);
    }

    private String name(ProduceRequest.Topic wanted) {
        Topic topic = known.get(wanted);
        return topic == null ? wanted.name() : topic.name();
    }

    /** A strict reader hands out records as one slice. */
    private static @Nullable ByteBuffer one(@Nullable List<ByteBuffer> records) {
        return records == null ? null : records.get(0);
    }
}
