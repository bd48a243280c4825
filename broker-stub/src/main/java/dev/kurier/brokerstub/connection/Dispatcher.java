package dev.kurier.brokerstub.connection;

import dev.kurier.brokerstub.fault.FaultScript;
import dev.kurier.brokerstub.fault.FaultSubject;
import dev.kurier.brokerstub.handler.ApiHandler;
import dev.kurier.brokerstub.handler.ApiHandlers;
import dev.kurier.brokerstub.handler.ApiRequest;
import dev.kurier.brokerstub.handler.Call;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ProtocolException;
import dev.kurier.protocol.RequestHeader;
import dev.kurier.protocol.WireReader;
import java.nio.ByteBuffer;

/**
 * Reads a frame: notes it down, finds its handler, has the fault script judge it.
 *
 * <p>Guarded by the cluster's lock.
 */
final class Dispatcher {
    private static final int FIXED_HEADER_BYTES = 8;

    private final ApiHandlers handlers;
    private final FaultScript faults;
    private final RequestListener requests;

    Dispatcher(ApiHandlers handlers, FaultScript faults, RequestListener requests) {
        this.handlers = handlers;
        this.faults = faults;
        this.requests = requests;
    }

    /**
     * Reads a frame, to its last byte.
     *
     * @throws ProtocolException if a real broker would hang up: the API or its version is not served, or the bytes are
     *     not such a request
     */
    Exchange.Received receive(ByteBuffer frame, int brokerId, long connectionId) {
        if (frame.remaining() < FIXED_HEADER_BYTES) {
            throw new ProtocolException("request of " + frame.remaining() + " bytes has no room for a header");
        }
        short apiId = frame.getShort(0);
        short version = frame.getShort(2);
        ApiKey api = ApiKey.forId(apiId);
        boolean readable = api != null && api.supports(version);
        WireReader in = WireReader.strict(frame);
        RequestHeader header = readable
                ? RequestHeader.read(in)
                : new RequestHeader(apiId, version, frame.getInt(4), null);
        requests.onRequest(brokerId, connectionId, header, frame);
        if (api == ApiKey.API_VERSIONS && !readable) {
            return received(api, header, brokerId, handlers.unknownApiVersionsVersion());
        }
        ApiHandler handler = readable ? handlers.handler(api) : null;
        if (api == null || handler == null) {
            throw new ProtocolException("api_key=" + apiId + " api_version=" + version + " is not served");
        }
        return received(api, header, brokerId, handler.read(new ApiRequest(api, version, brokerId, in)));
    }

    private Exchange.Received received(ApiKey api, RequestHeader header, int brokerId, Call call) {
        FaultSubject subject = new FaultSubject(api, brokerId, header.clientId(), call.targets());
        return new Exchange.Received(api, header.correlationId(), call, faults.judge(subject));
    }
}
