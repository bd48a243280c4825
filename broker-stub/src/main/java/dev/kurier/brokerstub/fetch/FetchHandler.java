package dev.kurier.brokerstub.fetch;

import dev.kurier.brokerstub.call.ApiHandler;
import dev.kurier.brokerstub.call.ApiRequest;
import dev.kurier.brokerstub.call.Call;
import dev.kurier.brokerstub.cluster.ClusterState;
import dev.kurier.protocol.fetch.FetchRequest;

/** Reads batches; answers with session 0, so that clients ask for everything they want every time (KIP-227). */
public final class FetchHandler implements ApiHandler {
    private final ClusterState state;

    public FetchHandler(ClusterState state) {
        this.state = state;
    }

    @Override
    public Call read(ApiRequest request) {
        return new FetchCall(state, request, FetchRequest.read(request.body(), request.version()));
    }
}
