package dev.kurier.sender.cluster;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ProtocolException;
import dev.kurier.protocol.WireReader;
import dev.kurier.protocol.WireWriter;
import dev.kurier.protocol.metadata.MetadataRequest;
import dev.kurier.protocol.metadata.MetadataResponse;
import dev.kurier.sender.net.Broker;
import dev.kurier.sender.net.Exchange;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Is one Metadata request; topics that do not exist are created if the cluster allows it. */
final class MetadataExchange implements Exchange {
    private final MetadataUpdater updater;
    private final Broker broker;
    private final List<String> topics;
    private boolean over;

    MetadataExchange(MetadataUpdater updater, Broker broker, List<String> topics) {
        this.updater = updater;
        this.broker = broker;
        this.topics = topics;
    }

    @Override
    public ApiKey apiKey() {
        return ApiKey.METADATA;
    }

    @Override
    public void writeBody(WireWriter out, short version) {
        MetadataRequest.ofNames(topics, true).write(out, version);
    }

    @Override
    public void onAnswer(WireReader body, short version, long nowNs) {
        MetadataResponse response = MetadataResponse.read(body, version);
        body.end();
        if (response.brokers().stream().anyMatch(named -> named.nodeId() < 0)) {
            throw new ProtocolException("Metadata names a broker with a negative id");
        }
        broker.throttle(TimeUnit.MILLISECONDS.toNanos(Math.max(0, response.throttleTimeMs())), nowNs);
        if (!over) {
            updater.onAnswer(response, broker, nowNs);
            over = true;
        }
    }

    @Override
    public void onTimeout(long nowNs) {
        fail(broker + " did not answer Metadata within request.timeout.ms", nowNs);
    }

    @Override
    public void onLost(boolean mayHaveLeft, String reason, long nowNs) {
        fail(broker + ": " + reason, nowNs);
    }

    private void fail(String reason, long nowNs) {
        if (!over) {
            over = true;
            updater.onFailure(reason, nowNs);
        }
    }
}
