package dev.kurier.brokerstub.coordinator;

import dev.kurier.brokerstub.call.Answer;
import dev.kurier.brokerstub.call.ApiHandler;
import dev.kurier.brokerstub.call.ApiRequest;
import dev.kurier.brokerstub.call.Call;
import dev.kurier.brokerstub.call.Wording;
import dev.kurier.brokerstub.cluster.Broker;
import dev.kurier.brokerstub.cluster.ClusterState;
import dev.kurier.brokerstub.fault.FaultTarget;
import dev.kurier.brokerstub.fault.RequestFaults;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.findcoordinator.FindCoordinatorRequest;
import dev.kurier.protocol.findcoordinator.FindCoordinatorResponse;
import dev.kurier.protocol.findcoordinator.FindCoordinatorResponse.Coordinator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says which broker looks after a group or a transactional id: always the same for a key, as long as it is up.
 *
 * <p>It answers at once, where a new cluster says COORDINATOR_NOT_AVAILABLE for a moment; a fault can say that.
 */
public final class FindCoordinatorHandler implements ApiHandler {
    private static final byte GROUP = 0;
    private static final byte TRANSACTION = 1;
    private static final byte SHARE = 2;

    /** The first version that can ask for several keys (KIP-699). */
    private static final short FIRST_BATCHED = 4;

    /** The partitions of Kafka's internal topics; whoever leads a key's partition is its coordinator. */
    private static final int PARTITIONS = 50;

    private final ClusterState state;

    public FindCoordinatorHandler(ClusterState state) {
        this.state = state;
    }

    @Override
    public Call read(ApiRequest request) {
        FindCoordinatorRequest body = FindCoordinatorRequest.read(request.body(), request.version());
        return (faults, now) -> new Answer.Reply(request.version(), answer(body, request.version(), faults)::write);
    }

    private FindCoordinatorResponse answer(FindCoordinatorRequest body, short version, RequestFaults faults) {
        ErrorCode scripted = faults.at(FaultTarget.REQUEST).error();
        ErrorCode error = scripted == ErrorCode.NONE ? check(body.keyType()) : scripted;
        String message = scripted == ErrorCode.NONE ? message(error, body.keyType(), version) : null;
        List<Coordinator> coordinators = body.keys().stream()
                .map(key -> coordinator(key, error, message))
                .toList();
        return new FindCoordinatorResponse(faults.throttleTimeMs(), coordinators);
    }

    private Coordinator coordinator(String key, ErrorCode error, @Nullable String message) {
        if (error != ErrorCode.NONE) {
            return new Coordinator(key, -1, "", -1, error.code(), message);
        }
        List<Broker> live = state.liveBrokers();
        int partition = (key.hashCode() & Integer.MAX_VALUE) % PARTITIONS;
        Broker broker = live.get(partition % live.size());
        return new Coordinator(key, broker.id(), broker.host(), broker.port(), error.code(), message);
    }

    private static ErrorCode check(byte keyType) {
        return keyType == GROUP || keyType == TRANSACTION ? ErrorCode.NONE : ErrorCode.INVALID_REQUEST;
    }

    /** What a broker says along with the code; where all is well, older versions have a word for that, too. */
    private static String message(ErrorCode error, byte keyType, short version) {
        boolean batched = version >= FIRST_BATCHED;
        if (error == ErrorCode.NONE) {
            return batched ? "" : "NONE";
        }
        return batched && keyType == SHARE ? "" : Wording.MALFORMED;
    }
}
