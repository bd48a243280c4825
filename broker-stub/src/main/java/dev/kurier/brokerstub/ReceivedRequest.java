package dev.kurier.brokerstub;

import dev.kurier.brokerstub.look.KeptRequest;
import dev.kurier.brokerstub.look.ProducedBatch;
import dev.kurier.brokerstub.look.RequestBodies;
import dev.kurier.brokerstub.look.TopicNames;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.produce.ProduceRequest;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shows one request as it arrived, before anything was done about it.
 *
 * @param brokerId the broker that received it
 * @param connectionId counts the cluster's connections from 1, in the order they were opened
 * @param apiKey the API's number, as sent
 * @param clientId null if the client sent none, or if the header was not read because the version is unknown
 * @param bytes header and body without the size prefix, read-only
 * @param topicNames knows the topics that the request may name by id
 */
public record ReceivedRequest(
        int brokerId,
        long connectionId,
        short apiKey,
        short apiVersion,
        int correlationId,
        @Nullable String clientId,
        ByteBuffer bytes,
        TopicNames topicNames) {

    static ReceivedRequest of(KeptRequest kept) {
        return new ReceivedRequest(
                kept.brokerId(),
                kept.connectionId(),
                kept.header().apiKey(),
                kept.header().apiVersion(),
                kept.header().correlationId(),
                kept.header().clientId(),
                kept.bytes(),
                kept.topicNames());
    }

    /** Returns the size of header and body, without the size prefix. */
    public int sizeBytes() {
        return bytes.remaining();
    }

    /** Returns the API, or null if its number is none that {@code protocol} knows. */
    public @Nullable ApiKey api() {
        return ApiKey.forId(apiKey);
    }

    /**
     * Reads the body: {@code request.read(FetchRequest::read)}.
     *
     * @throws dev.kurier.protocol.ProtocolException if the bytes are not such a request
     */
    public <T> T read(RequestBodies.Reader<T> reader) {
        return RequestBodies.read(bytes, apiVersion, reader);
    }

    /**
     * Returns the body as a record of {@code protocol}, or null if it is of an API or a version that can't be read here.
     *
     * @throws dev.kurier.protocol.ProtocolException if the bytes are not such a request
     */
    public @Nullable Object body() {
        return RequestBodies.read(bytes);
    }

    /**
     * Returns the batches of a Produce request, as sent, with the names of topics that were named by id.
     *
     * @throws IllegalStateException if this is a request of another API
     */
    public List<ProducedBatch> batches() {
        if (api() != ApiKey.PRODUCE) {
            throw new IllegalStateException(
                    "api_key=" + apiKey + " has no batches; ask for requests(ApiKey.PRODUCE) first");
        }
        return ProducedBatch.of(read(ProduceRequest::read), topicNames);
    }
}
