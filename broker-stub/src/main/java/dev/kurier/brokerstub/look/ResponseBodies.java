package dev.kurier.brokerstub.look;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ResponseHeader;
import dev.kurier.protocol.WireReader;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Reads the bodies of responses into the records of {@code protocol}. */
public final class ResponseBodies {
    private ResponseBodies() {}

    /**
     * Reads a body, strictly, with the reader of its API.
     *
     * @param frame header and body
     * @param apiKey the API's number in the request
     * @param version the version of the request
     * @return null for an API or a version that nobody here can read
     * @throws dev.kurier.protocol.ProtocolException if the bytes are not such a response
     */
    public static @Nullable Object read(ByteBuffer frame, short apiKey, short version) {
        ApiKey api = ApiKey.forId(apiKey);
        if (api == null || !api.supports(version)) {
            return null;
        }
        WireReader in = WireReader.strict(frame.slice());
        ResponseHeader.read(in, api, version);
        return MessageBodies.of(api).responses().read(in, version);
    }
}
