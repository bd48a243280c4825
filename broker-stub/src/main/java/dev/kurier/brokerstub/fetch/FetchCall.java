package dev.kurier.brokerstub.fetch;

import dev.kurier.brokerstub.call.Answer;
import dev.kurier.brokerstub.call.ApiRequest;
import dev.kurier.brokerstub.call.Call;
import dev.kurier.brokerstub.call.CallTime;
import dev.kurier.brokerstub.cluster.ClusterState;
import dev.kurier.brokerstub.cluster.Topic;
import dev.kurier.brokerstub.fault.FaultTarget;
import dev.kurier.brokerstub.fault.RequestFaults;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.fetch.FetchRequest;
import dev.kurier.protocol.fetch.FetchResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers one Fetch request when it has bytes enough, something to report, or waited long enough. */
final class FetchCall implements Call {
    private static final short FIRST_VERSION_BY_ID = 13;
    /** Ends a session, if there is one, and asks without one. */
    private static final int CLOSES_SESSION = -1;

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final ClusterState state;
    private final ApiRequest request;
    private final FetchRequest body;
    private boolean waiting;
    private long dueNs;

    FetchCall(ClusterState state, ApiRequest request, FetchRequest body) {
        this.state = state;
        this.request = request;
        this.body = body;
    }

    @Override
    public List<FaultTarget> targets() {
        List<FaultTarget> targets = new ArrayList<>();
        for (FetchRequest.Topic wanted : body.topics()) {
            Topic topic = find(wanted);
            String name = topic == null ? wanted.name() : topic.name();
            wanted.partitions().forEach(partition -> targets.add(new FaultTarget(name, partition.index())));
        }
        return targets.isEmpty() ? List.of(FaultTarget.REQUEST) : targets;
    }

    @Override
    public Answer apply(RequestFaults faults, CallTime now) {
        if (!waiting) {
            waiting = true;
            dueNs = now.nowNs() + Math.max(0, body.maxWaitMs()) * NANOS_PER_MILLI;
        }
        if (body.sessionId() != 0 && body.sessionEpoch() != CLOSES_SESSION) {
            return reply(new FetchResponse(
                    faults.throttleTimeMs(), ErrorCode.FETCH_SESSION_ID_NOT_FOUND.code(), 0, List.of(), List.of()));
        }
        FetchReader reader = new FetchReader(state, request.brokerId(), body, faults);
        List<FetchResponse.Topic> topics = new ArrayList<>();
        for (FetchRequest.Topic wanted : body.topics()) {
            topics.add(read(wanted, reader));
        }
        boolean enough = reader.readBytes() >= body.minBytes()
                || reader.hasErrors()
                || reader.watched().isEmpty();
        if (!enough && dueNs - now.nowNs() > 0) {
            return new Answer.Wait(dueNs, reader.watched());
        }
        return reply(new FetchResponse(faults.throttleTimeMs(), ErrorCode.NONE.code(), 0, topics, reader.endpoints()));
    }

    private FetchResponse.Topic read(FetchRequest.Topic wanted, FetchReader reader) {
        Topic topic = find(wanted);
        List<FetchResponse.Partition> partitions = new ArrayList<>();
        for (FetchRequest.Partition partition : wanted.partitions()) {
            FetchResponse.Partition answer = topic == null ? unknown(wanted, partition) : reader.read(topic, partition);
            if (topic == null) {
                reader.noteError();
            }
            if (answer != null) {
                partitions.add(answer);
            }
        }
        return new FetchResponse.Topic(wanted.name(), wanted.topicId(), partitions);
    }

    private static FetchResponse.Partition unknown(FetchRequest.Topic wanted, FetchRequest.Partition partition) {
        ErrorCode error = wanted.topicId().isZero() ? ErrorCode.UNKNOWN_TOPIC_OR_PARTITION : ErrorCode.UNKNOWN_TOPIC_ID;
        return FetchReader.unknown(partition.index(), error);
    }

    private @Nullable Topic find(FetchRequest.Topic wanted) {
        return request.version() >= FIRST_VERSION_BY_ID ? state.topic(wanted.topicId()) : state.topic(wanted.name());
    }

    private Answer reply(FetchResponse response) {
        return new Answer.Reply(request.version(), response::write);
    }
}
