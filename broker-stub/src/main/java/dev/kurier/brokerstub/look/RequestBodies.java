package dev.kurier.brokerstub.look;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ProtocolException;
import dev.kurier.protocol.RequestHeader;
import dev.kurier.protocol.WireReader;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Reads the bodies of requests into the records of {@code protocol}; unknown tags and bytes behind them are skipped. */
public final class RequestBodies {
    private RequestBodies() {}

    /** Reads the body of one API's requests: the {@code read} of a request record in {@code protocol}. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(WireReader in, short version);
    }

    /**
     * Reads a body.
     *
     * @param frame header and body
     * @throws dev.kurier.protocol.ProtocolException if the bytes are not such a request
     */
    public static <T> T read(ByteBuffer frame, short version, Reader<T> reader) {
        WireReader in = WireReader.lenient(frame.slice());
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
        return api == null || !api.supports(version) ? null : read(WireReader.lenient(frame.slice()));
    }

    /**
     * Reads header and body with a reader that may be lenient, of an API and a version that can be read here.
     *
     * @throws dev.kurier.protocol.ProtocolException if the bytes are not such a request
     */
    public static Object read(WireReader in) {
        RequestHeader header = RequestHeader.read(in);
        ApiKey api = ApiKey.forId(header.apiKey());
        if (api == null) {
            throw new ProtocolException("api_key=" + header.apiKey() + " can't be read here");
        }
        return MessageBodies.of(api).requests().read(in, header.apiVersion());
    }
}
