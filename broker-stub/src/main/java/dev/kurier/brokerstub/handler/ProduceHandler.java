package dev.kurier.brokerstub.handler;

import dev.kurier.brokerstub.call.ApiHandler;
import dev.kurier.brokerstub.call.ApiRequest;
import dev.kurier.brokerstub.call.Call;
import dev.kurier.brokerstub.cluster.ClusterState;
import dev.kurier.protocol.produce.ProduceRequest;

/** Appends batches. */
final class ProduceHandler implements ApiHandler {
    private final ClusterState state;

    ProduceHandler(ClusterState state) {
        this.state = state;
    }

    @Override
    public Call read(ApiRequest request) {
        ProduceRequest body = EachPartitionOnce.of(ProduceRequest.read(request.body(), request.version()));
        return new ProduceCall(state, request, body);
    }
}
