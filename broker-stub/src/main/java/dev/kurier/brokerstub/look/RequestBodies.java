package dev.kurier.brokerstub.look;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.RequestHeader;
import dev.kurier.protocol.WireReader;
import dev.kurier.protocol.apiversions.ApiVersionsRequest;
import dev.kurier.protocol.fetch.FetchRequest;
import dev.kurier.protocol.initproducerid.InitProducerIdRequest;
import dev.kurier.protocol.listoffsets.ListOffsetsRequest;
import dev.kurier.protocol.metadata.MetadataRequest;
import dev.kurier.protocol.produce.ProduceRequest;
import java.nio.ByteBuffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the bodies of requests into the records of {@code protocol}. */
public final class RequestBodies {
    private static final Map<ApiKey, Reader<?>> READERS = Map.of(
            ApiKey.PRODUCE, ProduceRequest::read,
            ApiKey.FETCH, FetchRequest::read,
            ApiKey.LIST_OFFSETS, ListOffsetsRequest::read,
            ApiKey.METADATA, MetadataRequest::read,
            ApiKey.API_VERSIONS, ApiVersionsRequest::read,
            ApiKey.INIT_PRODUCER_ID, InitProducerIdRequest::read);

    private RequestBodies() {}

    /** Reads the body of one API's requests: the {@code read} of a request record in {@code protocol}. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(WireReader in, short version);
    }

    /**
     * Reads a body, strictly.
     *
     * @param frame header and body
     * @throws dev.kurier.protocol.ProtocolException if the bytes are not such a request
     */
    public static <T> T read(ByteBuffer frame, short version, Reader<T> reader) {
        WireReader in = WireReader.strict(frame.slice());
        RequestHeader.read(in);
        return reader.read(in, version);
    }

    /**
     * Reads a body with the reader of its API; null for an API or a version that nobody here can read.
     *
     * @throws dev.kurier.protocol.ProtocolException if the bytes are not such a request
     */
    public static @Nullable Object read(ByteBuffer frame) {
        short version = frame.getShort(frame.position() + Short.BYTES);
        ApiKey api = ApiKey.forId(frame.getShort(frame.position()));
        Reader<?> reader = api == null || !api.supports(version) ? null : READERS.get(api);
        return reader == null ? null : read(frame, version, reader);
    }
}
