package dev.kurier.brokerstub.handler;

import dev.kurier.brokerstub.call.Answer;
import dev.kurier.brokerstub.call.ApiRequest;
import dev.kurier.brokerstub.call.Call;
import dev.kurier.brokerstub.call.CallTime;
import dev.kurier.brokerstub.cluster.ClusterState;
import dev.kurier.brokerstub.cluster.Leadership;
import dev.kurier.brokerstub.cluster.Partition;
import dev.kurier.brokerstub.cluster.Redirections;
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
import dev.kurier.protocol.record.BatchHeader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Appends the batches of one Produce request, each on its own account.
 *
 * <p>With acks=all it answers when the replicas in sync have them, or when the client's patience ends.
 */
final class ProduceCall implements Call {
    private static final short ACKS_NONE = 0;
    private static final short ACKS_LEADER = 1;
    private static final short ACKS_ALL = -1;
    private static final short FIRST_VERSION_WITH_ZSTD = 7;
    private static final short FIRST_VERSION_BY_ID = 13;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final ClusterState state;
    private final ApiRequest request;
    private final ProduceRequest body;
    private final Map<ProduceRequest.Topic, Topic> known = new IdentityHashMap<>();
    private final List<Outcome> outcomes = new ArrayList<>(1);
    private long dueNs;

    private record Outcome(AppendOutcome outcome, @Nullable AppendedBatch appended) {}

    ProduceCall(ClusterState state, ApiRequest request, ProduceRequest body) {
        this.state = state;
        this.request = request;
        this.body = body;
        body.topics().forEach(this::find);
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
        if (outcomes.isEmpty()) {
            dueNs = now.nowNs() + Math.max(0, body.timeoutMs()) * NANOS_PER_MILLI;
            appendAll(faults, now);
        }
        if (dueNs - now.nowNs() > 0) {
            List<Partition> unsettled = waiting();
            if (!unsettled.isEmpty()) {
                return new Answer.Wait(dueNs, unsettled);
            }
        }
        return answer(faults);
    }

    private void appendAll(RequestFaults faults, CallTime now) {
        for (ProduceRequest.Topic wanted : body.topics()) {
            find(wanted);
            for (ProduceRequest.Partition batch : wanted.partitions()) {
                ResultFault fault = faults.at(name(wanted), batch.index());
                outcomes.add(append(wanted, batch, fault, now));
            }
        }
    }

    /** Finds the topic as it is now: since the request came it may have been deleted, and created again. */
    private void find(ProduceRequest.Topic wanted) {
        boolean byId = request.version() >= FIRST_VERSION_BY_ID;
        Topic topic = byId ? state.topic(wanted.topicId()) : state.topic(wanted.name());
        if (topic == null) {
            known.remove(wanted);
        } else {
            known.put(wanted, topic);
        }
    }

    private List<Partition> waiting() {
        List<Partition> partitions = List.of();
        for (Outcome outcome : outcomes) {
            AppendedBatch appended = outcome.appended;
            if (appended != null && appended.isWaiting()) {
                partitions = partitions.isEmpty() ? new ArrayList<>() : partitions;
                partitions.add(appended.partition());
            }
        }
        return partitions;
    }

    private Answer answer(RequestFaults faults) {
        Redirections redirections = new Redirections(state);
        ProduceAnswers answers = new ProduceAnswers();
        boolean failed = false;
        Iterator<Outcome> next = outcomes.iterator();
        for (ProduceRequest.Topic wanted : body.topics()) {
            answers.begin(wanted, name(wanted));
            for (ProduceRequest.Partition batch : wanted.partitions()) {
                ProduceResponse.Partition answer = answer(wanted, batch, next.next(), redirections);
                failed |= answer.errorCode() != ErrorCode.NONE.code();
                answers.add(answer, faults.at(name(wanted), batch.index()));
            }
        }
        if (body.acks() == ACKS_NONE) {
            return failed ? new Answer.HangUp("a batch with acks=0 failed") : Answer.NONE;
        }
        ProduceResponse response =
                new ProduceResponse(answers.topics(state), faults.throttleTimeMs(), redirections.endpoints());
        return new Answer.Reply(request.version(), response::write);
    }

    private Outcome append(
            ProduceRequest.Topic wanted, ProduceRequest.Partition batch, ResultFault fault, CallTime now) {
        Partition partition = partition(wanted, batch);
        ErrorCode refusal = fault.preventsEffect() ? fault.error() : refusal(wanted, known.get(wanted), partition);
        AppendOutcome outcome = partition == null || refusal != ErrorCode.NONE || fault.preventsEffect()
                ? AppendOutcome.refused(refusal, null)
                : partition.append(one(batch.records()), terms(partition, now), now.nowNs());
        if (fault.hasError()) {
            return new Outcome(outcome.deniedAs(fault.error()), null);
        }
        boolean settled = body.acks() != ACKS_ALL || outcome.error() != ErrorCode.NONE;
        if (settled || partition == null) {
            return new Outcome(outcome, null);
        }
        return new Outcome(
                outcome, new AppendedBatch(state, partition, request.brokerId(), end(outcome, batch.records())));
    }

    private ProduceResponse.Partition answer(
            ProduceRequest.Topic wanted, ProduceRequest.Partition batch, Outcome result, Redirections redirections) {
        AppendedBatch appended = result.appended;
        AppendOutcome outcome = appended == null ? result.outcome : appended.settle(result.outcome);
        Partition partition = partition(wanted, batch);
        CurrentLeader leader = partition != null && outcome.error() == ErrorCode.NOT_LEADER_OR_FOLLOWER
                ? redirections.to(partition)
                : CurrentLeader.NONE;
        return new ProduceResponse.Partition(
                batch.index(),
                outcome.error().code(),
                outcome.baseOffset(),
                outcome.logAppendTimeMs(),
                outcome.logStartOffset(),
                outcome.culprits(),
                outcome.message(),
                leader);
    }

    private @Nullable Partition partition(ProduceRequest.Topic wanted, ProduceRequest.Partition batch) {
        Topic topic = known.get(wanted);
        return topic == null ? null : topic.partition(batch.index());
    }

    /** The offset behind a batch that is in the log, now or since an earlier attempt. */
    private static long end(AppendOutcome outcome, @Nullable List<ByteBuffer> records) {
        ByteBuffer batch = one(records);
        return outcome.baseOffset()
                + (batch == null ? 0 : BatchHeader.read(batch).recordsCount());
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
        ErrorCode leadership = Leadership.check(state, partition, request.brokerId(), Leadership.EPOCH_NOT_SAID);
        if (leadership != ErrorCode.NONE) {
            return leadership;
        }
        return body.acks() == ACKS_ALL && partition.isUnderMinIsr() ? ErrorCode.NOT_ENOUGH_REPLICAS : ErrorCode.NONE;
    }

    private AppendTerms terms(Partition partition, CallTime now) {
        return new AppendTerms(
                partition.topic(),
                partition.index(),
                partition.leaderEpoch(),
                now.wallMs(),
                request.version() >= FIRST_VERSION_WITH_ZSTD,
                state.settings().release());
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
