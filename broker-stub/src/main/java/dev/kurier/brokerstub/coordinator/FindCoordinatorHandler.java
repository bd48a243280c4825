package dev.kurier.brokerstub.coordinator;

import dev.kurier.brokerstub.call.Answer;
import dev.kurier.brokerstub.call.ApiHandler;
import dev.kurier.brokerstub.call.ApiRequest;
import dev.kurier.brokerstub.call.Call;
import dev.kurier.brokerstub.call.Wording;
import dev.kurier.brokerstub.fault.FaultTarget;
import dev.kurier.brokerstub.fault.RequestFaults;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.findcoordinator.FindCoordinatorRequest;
import dev.kurier.protocol.findcoordinator.FindCoordinatorResponse;
import dev.kurier.protocol.findcoordinator.FindCoordinatorResponse.Coordinator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses groups and transactional ids, which this cluster does not have, with the codes at which clients stop at once.
 *
 * <p>A client that is named a coordinator asks it to join, which is not served, and then asks for a coordinator again, without
 * end. After an authorization error none does. Most clients show the code and not the message, so the first refusal of each
 * kind is logged.
 */
public final class FindCoordinatorHandler implements ApiHandler {
    private static final Logger LOG = LoggerFactory.getLogger(FindCoordinatorHandler.class);
    private static final byte GROUP = 0;
    private static final byte TRANSACTION = 1;
    private static final byte SHARE = 2;

    /** The first version that can ask for several keys (KIP-699). */
    private static final short FIRST_BATCHED = 4;

    private boolean groupsLogged;
    private boolean transactionsLogged;

    @Override
    public Call read(ApiRequest request) {
        FindCoordinatorRequest body = FindCoordinatorRequest.read(request.body(), request.version());
        return (faults, now) -> new Answer.Reply(request.version(), answer(body, request.version(), faults)::write);
    }

    private FindCoordinatorResponse answer(FindCoordinatorRequest body, short version, RequestFaults faults) {
        ErrorCode scripted = faults.at(FaultTarget.REQUEST).error();
        Coordinator none = scripted == ErrorCode.NONE ? refused(body, version) : none(scripted, null);
        return new FindCoordinatorResponse(
                faults.throttleTimeMs(),
                body.keys().stream()
                        .map(key -> new Coordinator(
                                key, none.nodeId(), none.host(), none.port(), none.errorCode(), none.errorMessage()))
                        .toList());
    }

    private Coordinator refused(FindCoordinatorRequest body, short version) {
        switch (body.keyType()) {
            case GROUP -> {
                String message = "this stub has no consumer groups";
                groupsLogged = log(groupsLogged, "group", body, message + ": have the consumer assign its partitions");
                return none(ErrorCode.GROUP_AUTHORIZATION_FAILED, message);
            }
            case TRANSACTION -> {
                String message = "this stub has no transactions";
                transactionsLogged = log(transactionsLogged, "transactional.id", body, message);
                return none(ErrorCode.TRANSACTIONAL_ID_AUTHORIZATION_FAILED, message);
            }
            default -> {
                boolean silent = version >= FIRST_BATCHED && body.keyType() == SHARE;
                return none(ErrorCode.INVALID_REQUEST, silent ? "" : Wording.MALFORMED);
            }
        }
    }

    private static boolean log(boolean logged, String kind, FindCoordinatorRequest body, String message) {
        if (!logged && !body.keys().isEmpty()) {
            LOG.warn(
                    "a client looks for the coordinator of {}={} and is refused: {}",
                    kind,
                    body.keys().get(0),
                    message);
            return true;
        }
        return logged;
    }

    private static Coordinator none(ErrorCode error, @Nullable String message) {
        return new Coordinator("", -1, "", -1, error.code(), message);
    }
}
