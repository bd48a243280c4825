package dev.kurier.brokerstub.fetch;

import dev.kurier.brokerstub.call.Answer;
import dev.kurier.brokerstub.call.ApiRequest;
import dev.kurier.brokerstub.call.Call;
import dev.kurier.brokerstub.call.CallTime;
import dev.kurier.brokerstub.cluster.ClusterState;
import dev.kurier.brokerstub.cluster.Topic;
import dev.kurier.brokerstub.fault.FaultTarget;
import dev.kurier.brokerstub.fault.RequestFaults;
import dev.kurier.brokerstub.fetch.FetchContext.Finding;
import dev.kurier.brokerstub.fetch.FetchContext.Findings;
import dev.kurier.brokerstub.fetch.SessionPartition.Key;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.fetch.FetchRequest;
import dev.kurier.protocol.fetch.FetchResponse;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers one Fetch request when it has bytes enough, something to report, or waited long enough. */
final class FetchCall implements Call {
    private static final short FIRST_VERSION_BY_ID = 13;
    private static final long NANOS_PER_MILLI = 1_000_000;

    /** What an answer as a whole can fail with; other errors are those of partitions. */
    private static final Set<ErrorCode> SESSION_ERRORS = EnumSet.of(
            ErrorCode.FETCH_SESSION_ID_NOT_FOUND,
            ErrorCode.INVALID_FETCH_SESSION_EPOCH,
            ErrorCode.FETCH_SESSION_TOPIC_ID_ERROR);

    private final ClusterState state;
    private final FetchSessions sessions;
    private final ApiRequest request;
    private final FetchRequest body;
    private @Nullable FetchContext context;
    private List<SessionPartition> unknown = List.of();
    private long dueNs;

    FetchCall(ClusterState state, FetchSessions sessions, ApiRequest request, FetchRequest body) {
        this.state = state;
        this.sessions = sessions;
        this.request = request;
        this.body = body;
    }

    @Override
    public List<FaultTarget> targets() {
        List<FaultTarget> targets = new ArrayList<>();
        for (Key key : sessions.wantedBy(body)) {
            Topic topic = key.topicId().isZero() ? null : state.topic(key.topicId());
            targets.add(new FaultTarget(topic == null ? key.topic() : topic.name(), key.index()));
        }
        return targets.isEmpty() ? List.of(FaultTarget.REQUEST) : targets;
    }

    @Override
    public Answer apply(RequestFaults faults, CallTime now) {
        ErrorCode scripted = scriptedSessionError(faults);
        if (scripted != ErrorCode.NONE) {
            context = new FetchContext.Refused(scripted);
        }
        boolean hasWaited = context != null;
        if (context == null) {
            context = begin(now);
        }
        FetchReader reader = new FetchReader(state, request, body, faults, hasWaited);
        List<Finding> findings = read(context, reader);
        if (dueNs - now.nowNs() > 0 && !reader.hasEnough()) {
            return new Answer.Wait(dueNs, reader.watched());
        }
        FetchResponse response =
                context.answer(new Findings(faults.throttleTimeMs(), findings, reader.endpoints()), now.nowNs());
        return new Answer.Reply(request.version(), response::write);
    }

    private FetchContext begin(CallTime now) {
        dueNs = now.nowNs() + Math.max(0, body.maxWaitMs()) * NANOS_PER_MILLI;
        FetchContext begun = FetchContext.of(body, request.version() >= FIRST_VERSION_BY_ID, sessions, now.nowNs());
        begun.wanted().forEach(partition -> partition.resolve(state));
        unknown =
                begun.wanted().stream().filter(partition -> !exists(partition)).toList();
        return begun;
    }

    /** Reads all; what was unknown from the start comes last and, as with a real broker, cuts no wait short. */
    private List<Finding> read(FetchContext context, FetchReader reader) {
        List<Finding> findings = new ArrayList<>();
        for (SessionPartition partition : context.wanted()) {
            if (!unknown.contains(partition)) {
                add(findings, partition, reader.read(partition));
            }
        }
        for (SessionPartition partition : unknown) {
            add(findings, partition, reader.unknown(partition));
        }
        return findings;
    }

    private static void add(
            List<Finding> findings, SessionPartition partition, FetchResponse.@Nullable Partition answer) {
        if (answer != null) {
            findings.add(new Finding(partition, answer));
        }
    }

    private boolean exists(SessionPartition partition) {
        String name = partition.name();
        return name != null && state.partition(name, partition.key().index()) != null;
    }

    private ErrorCode scriptedSessionError(RequestFaults faults) {
        return faults == RequestFaults.NONE
                ? ErrorCode.NONE
                : targets().stream()
                        .map(target -> faults.at(target).error())
                        .filter(SESSION_ERRORS::contains)
                        .findFirst()
                        .orElse(ErrorCode.NONE);
    }
}
