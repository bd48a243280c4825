package dev.kurier.brokerstub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.RequestHeader;
import dev.kurier.protocol.ResponseHeader;
import dev.kurier.protocol.WireReader;
import dev.kurier.protocol.WireWriter;
import dev.kurier.protocol.fetch.FetchRequest;
import dev.kurier.protocol.fetch.FetchResponse;
import dev.kurier.protocol.produce.ProduceRequest;
import dev.kurier.protocol.produce.ProduceResponse;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;

/** Speaks to one broker of a cluster without sockets; time stands still unless it is told. */
final class TestClient {
    private final StubConnection connection;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private int consumed;
    private int lastCorrelationId;
    private long nowNs;

    TestClient(StubCluster cluster, int brokerId) {
        this.connection = cluster.connect(brokerId);
    }

    /** Writes a message body. */
    interface Body {
        void write(WireWriter out, short version);
    }

    /** Reads a message body. */
    interface Reader<T> {
        T read(WireReader in, short version);
    }

    StubConnection connection() {
        return connection;
    }

    TestClient at(long nowNs) {
        this.nowNs = nowNs;
        return this;
    }

    /** Sends a request and returns its correlation id. */
    int send(ApiKey api, int version, Body body) {
        int correlationId = ++lastCorrelationId;
        sendBytes(frame(api, version, correlationId, body));
        return correlationId;
    }

    void sendBytes(ByteBuffer bytes) {
        connection.receive(bytes, nowNs);
    }

    static ByteBuffer frame(ApiKey api, int version, int correlationId, Body body) {
        WireWriter out = new WireWriter();
        new RequestHeader(api.id(), (short) version, correlationId, "test-client").write(out);
        body.write(out, (short) version);
        byte[] bytes = out.toByteArray();
        return ByteBuffer.allocate(4 + bytes.length)
                .putInt(bytes.length)
                .put(bytes)
                .flip();
    }

    /** Takes the next answer's frame without its size, or null if none is there. */
    ByteBuffer nextFrame() {
        connection.drain(
                part -> {
                    byte[] bytes = new byte[part.remaining()];
                    part.duplicate().get(bytes);
                    received.writeBytes(bytes);
                },
                nowNs);
        ByteBuffer all = ByteBuffer.wrap(received.toByteArray());
        all.position(consumed);
        if (all.remaining() < 4) {
            assertThat(all.remaining()).isZero();
            return null;
        }
        int size = all.getInt();
        consumed += 4 + size;
        return all.slice(all.position(), size);
    }

    boolean hasAnswer() {
        int before = consumed;
        boolean has = nextFrame() != null;
        consumed = before;
        return has;
    }

    /** Reads the answer to the oldest request that was not answered yet. */
    <T> T answer(ApiKey api, int version, int correlationId, Reader<T> reader) {
        ByteBuffer frame = nextFrame();
        assertThat(frame).as("an answer to " + api).isNotNull();
        WireReader in = WireReader.strict(frame);
        assertThat(ResponseHeader.read(in, api, (short) version).correlationId())
                .isEqualTo(correlationId);
        return reader.read(in, (short) version);
    }

    <T> T ask(ApiKey api, int version, Body body, Reader<T> reader) {
        return answer(api, version, send(api, version, body), reader);
    }

    /** Produces one batch and returns the answer for its partition. */
    ProduceResponse.Partition produce(String topic, int partition, ByteBuffer batch) {
        return produce(topic, partition, batch, -1, 9);
    }

    ProduceResponse.Partition produce(String topic, int partition, ByteBuffer batch, int acks, int version) {
        ProduceRequest request = produceRequest(topic, partition, batch, acks);
        return ask(ApiKey.PRODUCE, version, request::write, ProduceResponse::read)
                .topics()
                .get(0)
                .partitions()
                .get(0);
    }

    static ProduceRequest produceRequest(String topic, int partition, ByteBuffer batch, int acks) {
        List<ByteBuffer> records = batch == null ? null : List.of(batch);
        ProduceRequest.Partition only = new ProduceRequest.Partition(partition, records);
        return new ProduceRequest(
                null,
                (short) acks,
                30_000,
                List.of(new ProduceRequest.Topic(topic, dev.kurier.protocol.Uuid.ZERO, List.of(only))));
    }

    static FetchRequest fetchRequest(String topic, FetchRequest.Partition partition, int maxWaitMs, int minBytes) {
        return FetchRequest.of(
                maxWaitMs,
                minBytes,
                1 << 20,
                List.of(new FetchRequest.Topic(topic, dev.kurier.protocol.Uuid.ZERO, List.of(partition))));
    }

    /** Fetches one partition at once. */
    FetchResponse.Partition fetch(String topic, FetchRequest.Partition partition) {
        FetchRequest request = fetchRequest(topic, partition, 0, 0);
        return ask(ApiKey.FETCH, 12, request::write, FetchResponse::read)
                .topics()
                .get(0)
                .partitions()
                .get(0);
    }
}
