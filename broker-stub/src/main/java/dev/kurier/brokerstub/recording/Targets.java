package dev.kurier.brokerstub.recording;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ProtocolException;
import dev.kurier.protocol.RequestHeader;
import dev.kurier.protocol.ResponseHeader;
import dev.kurier.protocol.WireReader;
import dev.kurier.protocol.WireWriter;
import dev.kurier.protocol.metadata.MetadataRequest;
import dev.kurier.protocol.metadata.MetadataResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Knows where the brokers of the other cluster are. */
final class Targets {
    private static final short METADATA_VERSION = 4;

    private final Map<Integer, InetSocketAddress> byBroker;

    private Targets(Map<Integer, InetSocketAddress> byBroker) {
        this.byBroker = byBroker;
    }

    /** Finds out: a recording of one broker goes to the address given, others to the brokers of the same ids. */
    static Targets of(String bootstrapServers, Recording recording, int timeoutMs) throws IOException {
        InetSocketAddress first = Replay.address(bootstrapServers.split(",", -1)[0]);
        Set<Integer> wanted =
                recording.entries().stream().map(RecordedEntry::brokerId).collect(Collectors.toSet());
        Map<Integer, InetSocketAddress> found = new HashMap<>();
        if (wanted.size() <= 1) {
            wanted.forEach(broker -> found.put(broker, first));
        } else {
            ask(first, timeoutMs)
                    .brokers()
                    .forEach(broker -> found.put(broker.nodeId(), new InetSocketAddress(broker.host(), broker.port())));
        }
        if (!found.keySet().containsAll(wanted)) {
            throw new IOException("the recording has brokers=" + wanted + ", but the cluster at " + bootstrapServers
                    + " has " + found.keySet() + "; replay it against one with the same ids");
        }
        return new Targets(found);
    }

    InetSocketAddress of(int brokerId) {
        InetSocketAddress address = byBroker.get(brokerId);
        if (address == null) {
            throw new IllegalStateException("broker=" + brokerId + " has no address");
        }
        return address;
    }

    private static MetadataResponse ask(InetSocketAddress address, int timeoutMs) throws IOException {
        WireWriter out = new WireWriter();
        new RequestHeader(ApiKey.METADATA.id(), METADATA_VERSION, 0, "kurier-replay").write(out);
        MetadataRequest.ofNames(List.of(), false).write(out, METADATA_VERSION);
        try (ReplayConnection connection = new ReplayConnection(address, timeoutMs)) {
            connection.send(ByteBuffer.wrap(out.toByteArray()));
            ByteBuffer answer = connection.receive();
            WireReader in = WireReader.lenient(answer);
            ResponseHeader.read(in, ApiKey.METADATA, METADATA_VERSION);
            return MetadataResponse.read(in, METADATA_VERSION);
        } catch (ProtocolException e) {
            throw new IOException(address + " answers, but not as a Kafka broker: " + e.getMessage(), e);
        }
    }
}
