package dev.kurier.brokerstub.fetch;

import dev.kurier.brokerstub.call.ApiHandler;
import dev.kurier.brokerstub.call.ApiRequest;
import dev.kurier.brokerstub.call.Call;
import dev.kurier.brokerstub.cluster.ClusterSettings;
import dev.kurier.brokerstub.cluster.ClusterState;
import dev.kurier.protocol.fetch.FetchRequest;
import java.util.HashMap;
import java.util.Map;

/** Reads batches, whatever a client names or, in a fetch session, whatever has changed (KIP-227). */
public final class FetchHandler implements ApiHandler {
    private final ClusterState state;
    private final Map<Integer, FetchSessions> sessions = new HashMap<>();

    public FetchHandler(ClusterState state) {
        this.state = state;
    }

    @Override
    public Call read(ApiRequest request) {
        FetchRequest body = FetchRequest.read(request.body(), request.version());
        return new FetchCall(state, sessions.computeIfAbsent(request.brokerId(), this::sessionsOf), request, body);
    }

    private FetchSessions sessionsOf(int brokerId) {
        ClusterSettings settings = state.settings();
        return new FetchSessions(state.requireBroker(brokerId), settings.fetchSessionSlots(), settings.seed());
    }
}
