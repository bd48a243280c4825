package dev.kurier.brokerstub.connection;

import dev.kurier.brokerstub.call.ApiHandler;
import dev.kurier.brokerstub.call.ApiRequest;
import dev.kurier.brokerstub.call.Call;
import dev.kurier.brokerstub.fault.FaultScript;
import dev.kurier.brokerstub.fault.FaultSubject;
import dev.kurier.brokerstub.fault.RequestFaults;
import dev.kurier.brokerstub.handler.ApiHandlers;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ProtocolException;
import dev.kurier.protocol.RequestHeader;
import dev.kurier.protocol.WireReader;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a frame, as Kafka's brokers do or strictly: notes it down, finds its handler, has the fault script judge it.
 *
 * <p>Guarded by the cluster's lock.
 */
final class Dispatcher {
    private static final int FIXED_HEADER_BYTES = 8;

    private final ApiHandlers handlers;
    private final boolean strict;
    private final FaultScript faults;
    private final RequestListener requests;

    /**
     * Makes the one of a cluster.
     *
     * @param strict whether unknown tags and bytes behind a request are errors; a Kafka broker skips them, in every version of
     *     every API (measured with 4.4.0)
     */
    Dispatcher(ApiHandlers handlers, boolean strict, FaultScript faults, RequestListener requests) {
        this.handlers = handlers;
        this.strict = strict;
        this.faults = faults;
        this.requests = requests;
    }

    /** Says that an API or its version is not served: a broker hangs up. */
    static final class NotServed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotServed(String message) {
            super(message, null, false, false);
        }
    }

    /** Says where and when a frame arrived. */
    record Arrival(int brokerId, long connectionId, long nowNs) {}

    /**
     * Reads a frame.
     *
     * @throws NotServed if the API or its version is not served
     * @throws ProtocolException if the bytes are not such a request
     */
    Exchange.Received receive(ByteBuffer frame, Arrival arrival) {
        if (frame.remaining() < FIXED_HEADER_BYTES) {
            throw new ProtocolException("request of " + frame.remaining() + " bytes has no room for a header");
        }
        short version = frame.getShort(Short.BYTES);
        ApiKey api = ApiKey.forId(frame.getShort(0));
        if (api == null || !api.supports(version)) {
            return unknown(api, frame, arrival);
        }
        boolean isTooNew = api == ApiKey.API_VERSIONS && handlers.handler(api, version, arrival.brokerId()) == null;
        return isTooNew ? unknown(api, frame, arrival) : known(api, frame, arrival);
    }

    private Exchange.Received known(ApiKey api, ByteBuffer frame, Arrival arrival) {
        WireReader in = strict ? WireReader.strict(frame) : WireReader.lenient(frame);
        RequestHeader header = RequestHeader.read(in);
        requests.onRequest(arrival.brokerId(), arrival.connectionId(), header, frame);
        ApiHandler handler = handlers.handler(api, header.apiVersion(), arrival.brokerId());
        if (handler == null) {
            throw notServed(header);
        }
        Call call = handler.read(new ApiRequest(api, header.apiVersion(), arrival.brokerId(), in));
        return received(api, header, frame, arrival, call);
    }

    /** Reads no more than the fixed part of the header: nobody knows how an unknown version goes on. */
    private Exchange.Received unknown(@Nullable ApiKey api, ByteBuffer frame, Arrival arrival) {
        RequestHeader header = new RequestHeader(frame.getShort(0), frame.getShort(2), frame.getInt(4), null);
        requests.onRequest(arrival.brokerId(), arrival.connectionId(), header, frame);
        if (api != ApiKey.API_VERSIONS) {
            throw notServed(header);
        }
        Call call = handlers.unknownApiVersionsVersion(arrival.brokerId());
        return received(ApiKey.API_VERSIONS, header, frame, arrival, call);
    }

    private Exchange.Received received(ApiKey api, RequestHeader header, ByteBuffer frame, Arrival arrival, Call call) {
        if (faults.isEmpty()) {
            return new Exchange.Received(api, header.correlationId(), call, RequestFaults.NONE);
        }
        FaultSubject subject = new FaultSubject(
                api,
                arrival.brokerId(),
                arrival.connectionId(),
                header,
                frame.duplicate().rewind(),
                call.targets());
        return new Exchange.Received(api, header.correlationId(), call, faults.judge(subject, arrival.nowNs()));
    }

    private static NotServed notServed(RequestHeader header) {
        return new NotServed("api_key=" + header.apiKey() + " api_version=" + header.apiVersion() + " is not served");
    }
}
