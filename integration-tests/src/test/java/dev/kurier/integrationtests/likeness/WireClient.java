package dev.kurier.integrationtests.likeness;

import dev.kurier.integrationtests.client.KafkaRequest;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.message.ApiMessageType;
import org.apache.kafka.common.message.ApiVersionsRequestData;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.message.ResponseHeaderData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.ByteBufferAccessor;

/**
 * Asks a broker over a socket, in bytes that kafka-clients writes.
 *
 * <p>Behind each request goes an ApiVersions request: if that is answered first, the request has no answer. A broker that
 * hangs up is connected to again.
 */
final class WireClient implements AutoCloseable {
    private static final int READ_TIMEOUT_MS = 20_000;
    private static final short PROBE_VERSION = 0;

    private final String host;
    private final int port;
    private Socket socket;
    private final List<Integer> sessions = new ArrayList<>();
    private int correlationId;

    WireClient(String hostPort) throws IOException {
        int colon = hostPort.lastIndexOf(':');
        this.host = hostPort.substring(0, colon);
        this.port = Integer.parseInt(hostPort.substring(colon + 1));
        this.socket = connect();
    }

    int port() {
        return port;
    }

    /** The fetch session that the broker has opened last, 0 if none. */
    int sessionId() {
        return sessions.isEmpty() ? 0 : sessions.get(sessions.size() - 1);
    }

    /** Sends a request and waits for what becomes of it. */
    Outcome ask(ApiKeys api, short version, ApiMessage request) throws IOException {
        try {
            begin(api, version, request);
        } catch (SocketException e) {
            reconnect();
            return new Outcome.HungUp();
        }
        return outcome(api, version);
    }

    /** Sends a request with something in it that its schema does not have, and waits for what becomes of it. */
    Outcome ask(ApiKeys api, short version, ApiMessage request, Stray stray) throws IOException {
        try {
            socket.getOutputStream()
                    .write(KafkaRequest.frame(api, version, ++correlationId, request, stray::tag, stray::end));
            send(ApiKeys.API_VERSIONS, PROBE_VERSION, ++correlationId, new ApiVersionsRequestData());
        } catch (SocketException e) {
            reconnect();
            return new Outcome.HungUp();
        }
        return outcome(api, version);
    }

    /** Sends a request; the next call must be {@link #outcome}. */
    void begin(ApiKeys api, short version, ApiMessage request) throws IOException {
        send(api, version, ++correlationId, request);
        send(ApiKeys.API_VERSIONS, PROBE_VERSION, ++correlationId, new ApiVersionsRequestData());
    }

    /** Waits for what becomes of the request begun last. */
    Outcome outcome(ApiKeys api, short version) throws IOException {
        try {
            ByteBuffer answer = receive();
            if (answer.getInt(0) == correlationId) {
                return new Outcome.Unanswered();
            }
            receive();
            ApiMessage body = read(api, version, answer);
            Map<String, String> fields = AnswerFields.of(body);
            if (body instanceof FetchResponseData fetched && fetched.sessionId() != 0) {
                fields.put("sessionId", "session " + number(fetched.sessionId()));
            }
            return new Outcome.Answered(fields);
        } catch (EOFException | SocketException e) {
            reconnect();
            return new Outcome.HungUp();
        } catch (SocketTimeoutException e) {
            reconnect();
            return new Outcome.Stalled();
        }
    }

    /** Sends a request that has an answer and returns its body. */
    ApiMessage message(ApiKeys api, short version, ApiMessage body) throws IOException {
        send(api, version, ++correlationId, body);
        return read(api, version, receive());
    }

    private static ApiMessage read(ApiKeys api, short version, ByteBuffer answer) {
        ByteBufferAccessor in = new ByteBufferAccessor(answer);
        new ResponseHeaderData(in, api.responseHeaderVersion(version));
        ApiMessage body = ApiMessageType.fromApiKey(api.id).newResponse();
        body.read(in, version);
        if (answer.hasRemaining()) {
            throw new IllegalStateException(answer.remaining() + " bytes follow the answer of " + api + " v" + version);
        }
        return body;
    }

    /** Session ids are drawn: the one seen first is number 1. */
    private int number(int sessionId) {
        if (!sessions.contains(sessionId)) {
            sessions.add(sessionId);
        }
        return sessions.indexOf(sessionId) + 1;
    }

    private void send(ApiKeys api, short version, int correlation, ApiMessage body) throws IOException {
        socket.getOutputStream().write(KafkaRequest.frame(api, version, correlation, body));
    }

    private ByteBuffer receive() throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return ByteBuffer.wrap(bytes);
    }

    private void reconnect() throws IOException {
        socket.close();
        socket = connect();
    }

    private Socket connect() throws IOException {
        Socket connected = new Socket(host, port);
        connected.setSoTimeout(READ_TIMEOUT_MS);
        connected.setTcpNoDelay(true);
        return connected;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
