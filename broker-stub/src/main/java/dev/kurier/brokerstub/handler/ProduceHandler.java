package dev.kurier.brokerstub.handler;

import dev.kurier.brokerstub.call.ApiHandler;
import dev.kurier.brokerstub.call.ApiRequest;
import dev.kurier.brokerstub.call.Call;
import dev.kurier.brokerstub.cluster.ClusterState;
import dev.kurier.brokerstub.cluster.Topic;
import dev.kurier.protocol.produce.ProduceRequest;
import java.util.IdentityHashMap;
import java.util.Map;

/** Appends batches. */
final class ProduceHandler implements ApiHandler {
    private static final short FIRST_VERSION_BY_ID = 13;

    private final ClusterState state;

    ProduceHandler(ClusterState state) {
        this.state = state;
    }

    @Override
    public Call read(ApiRequest request) {
        ProduceRequest body = EachPartitionOnce.of(ProduceRequest.read(request.body(), request.version()));
        Map<ProduceRequest.Topic, Topic> known = new IdentityHashMap<>();
        for (ProduceRequest.Topic wanted : body.topics()) {
            boolean byId = request.version() >= FIRST_VERSION_BY_ID;
            Topic topic = byId ? state.topic(wanted.topicId()) : state.topic(wanted.name());
            if (topic != null) {
                known.put(wanted, topic);
            }
        }
        return new ProduceCall(state, request, body, known);
    }
}
