package dev.kurier.sender.net;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ProtocolException;
import dev.kurier.protocol.RequestHeader;
import dev.kurier.protocol.ResponseHeader;
import dev.kurier.protocol.WireReader;
import dev.kurier.protocol.WireWriter;
import dev.kurier.sender.log.ContainedLog;
import dev.kurier.sender.transport.TransportChannel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Speaks Kafka's protocol over one TCP connection, from connect to close.
 *
 * <p>Requests are answered in their order; each has its own absolute deadline. A request that runs out of time makes the
 * connection take no more requests, but its neighbours keep waiting for their answers. Whatever bytes come from the peer,
 * the worst that can happen is the end of this one connection. Belongs to the sender's thread.
 */
final class BrokerConnection {
    private static final Logger LOG = ContainedLog.named("kurier.send");
    private static final int HANDSHAKE_MAX_RESPONSE_BYTES = 512 * 1024;

    private final TransportChannel channel;
    private final ConnectionSettings settings;
    private final Handshake handshake;
    private final FrameReader frames = new FrameReader();
    private final Deque<InFlightRequest> inFlight = new ArrayDeque<>();
    private final NetworkMetrics metrics;
    private final Throttle throttle;
    private @Nullable InFlightRequest writing;
    private Stage stage = Stage.CONNECTING;
    private long setupDeadlineNs;
    private boolean setupTimedOut;
    private boolean idleWhenLost;
    private boolean retiring;
    private boolean dismissed;
    private @Nullable String lostReason;
    private int nextCorrelationId;
    private long lastUsedNs;

    /** How far the connection has got. */
    enum Stage {
        CONNECTING,
        HANDSHAKE,
        READY
    }

    /** Starts to connect; the handshake has its own time, counted from when the TCP connection stands. */
    BrokerConnection(
            TransportChannel channel,
            ConnectionSettings settings,
            Handshake handshake,
            NetworkMetrics metrics,
            long connectDeadlineNs,
            long nowNs) {
        this.channel = channel;
        this.settings = settings;
        this.handshake = handshake;
        this.metrics = metrics;
        this.setupDeadlineNs = connectDeadlineNs;
        this.throttle = new Throttle(settings.maxThrottleNs(), nowNs);
        this.lastUsedNs = nowNs;
    }

    /** Tells whether versions are agreed on and requests can go. */
    boolean isReady() {
        return lostReason == null && stage == Stage.READY;
    }

    /** Tells whether nothing was in flight when the connection was lost: brokers close idle connections. */
    boolean wasIdleWhenLost() {
        return idleWhenLost;
    }

    /** What has not happened yet, for messages; null once requests can go. */
    @Nullable
    String awaits() {
        return switch (stage) {
            case CONNECTING -> "no TCP connection yet";
            case HANDSHAKE -> "connected, but no response to the handshake (ApiVersions) yet";
            case READY -> null;
        };
    }

    /** The stage that took too long, or null if the connection did not end for that. */
    @Nullable
    Stage timedOutStage() {
        return setupTimedOut ? stage : null;
    }

    /** Why the connection is gone, or null while it lives. */
    @Nullable
    String lostReason() {
        return lostReason;
    }

    boolean isRetiring() {
        return retiring;
    }

    int inFlightCount() {
        return inFlight.size();
    }

    /** Tells whether one more request can go now: ready, not throttled, nothing half-written, within the limit. */
    boolean canSend(long nowNs) {
        return isReady()
                && !retiring
                && writing == null
                && throttle.delayNs(nowNs) == 0
                && inFlight.size() < settings.maxInFlight();
    }

    /** The version that the request would go out with, or -1 if broker and client have none in common. */
    short versionFor(ApiKey apiKey, short newest) {
        return handshake.versions().usable(apiKey, newest);
    }

    /** Sends a request; {@link #canSend} must have said so. */
    void send(Exchange exchange, long nowNs) {
        short version = versionFor(exchange.apiKey(), exchange.newestVersion());
        if (version < 0) {
            exchange.onUnsupported(handshake.versions().noCommonVersion(exchange.apiKey()), nowNs);
            return;
        }
        enqueue(exchange, version, nowNs);
        write(nowNs);
    }

    /** Takes the time that the broker asked for before the next request. */
    void throttle(long throttleNs, long nowNs) {
        long longerNs = throttle.demand(throttleNs, nowNs);
        inFlight.forEach(request -> request.extendDeadline(longerNs));
    }

    void extendDeadlines(long byNs) {
        setupDeadlineNs += byNs;
        inFlight.forEach(request -> request.extendDeadline(byNs));
    }

    /** Does what can be done now: connect, handshake, read, write, time-outs. */
    void poll(long nowNs) {
        if (lostReason != null) {
            return;
        }
        try {
            if (stage != Stage.CONNECTING || connect(nowNs)) {
                read(nowNs);
                write(nowNs);
            }
            if (lostReason == null) {
                checkDeadlines(nowNs);
            }
        } catch (IOException e) {
            lose(e.getMessage() == null ? e.toString() : e.getMessage(), nowNs);
        } catch (RuntimeException e) {
            LOG.warn("closes one connection, as handling its bytes failed; what waited on it is retried", e);
            lose("handling its bytes failed: " + e, nowNs);
        }
    }

    /** How long until {@link #poll} has to look again even if nothing arrives; {@code Long.MAX_VALUE} for never. */
    long nextDelayNs(long nowNs) {
        if (stage != Stage.READY) {
            return setupDeadlineNs - nowNs;
        }
        // A connection that owes an answer is not idle, however long that takes.
        boolean mayGoIdle = inFlight.isEmpty() && settings.maxIdleNs() >= 0;
        long delayNs = mayGoIdle ? lastUsedNs - nowNs + settings.maxIdleNs() + 1 : Long.MAX_VALUE;
        for (InFlightRequest request : inFlight) {
            if (!request.isTimedOut()) {
                delayNs = Math.min(delayNs, request.deadlineNs() - nowNs);
            }
        }
        long throttledNs = throttle.delayNs(nowNs);
        return throttledNs > 0 ? Math.min(delayNs, throttledNs) : delayNs;
    }

    /** Tells whether the connection was ended on purpose, so that its end is no failure. */
    boolean isDismissed() {
        return dismissed;
    }

    /** Ends the connection on purpose. */
    void dismiss(String reason, long nowNs) {
        dismissed |= lostReason == null;
        lose(reason, nowNs);
    }

    /** Ends the connection; every request still waiting is lost. */
    void lose(String reason, long nowNs) {
        if (lostReason != null) {
            return;
        }
        lostReason = reason;
        idleWhenLost = stage == Stage.READY && inFlight.isEmpty();
        channel.close();
        InFlightRequest request;
        while ((request = inFlight.pollFirst()) != null) {
            tellLost(request, reason, nowNs);
        }
    }

    private static void tellLost(InFlightRequest request, String reason, long nowNs) {
        try {
            request.exchange().onLost(request.mayHaveLeft(), reason, nowNs);
        } catch (RuntimeException e) {
            LOG.warn("a lost request could not be dealt with ({})", reason, e);
        }
    }

    private boolean connect(long nowNs) throws IOException {
        if (!channel.finishConnect()) {
            return false;
        }
        stage = Stage.HANDSHAKE;
        setupDeadlineNs = nowNs + handshake.timeoutNs();
        enqueue(handshake, handshake.version(), nowNs);
        return true;
    }

    private void enqueue(Exchange exchange, short version, long nowNs) {
        ApiKey api = exchange.apiKey();
        int correlationId = nextCorrelationId++ & Integer.MAX_VALUE;
        WireWriter out = new WireWriter();
        new RequestHeader(api.id(), version, correlationId, settings.clientId()).write(out);
        exchange.writeBody(out, version);
        ByteBuffer[] frame = out.toFrame().toArray(ByteBuffer[]::new);
        InFlightRequest request =
                new InFlightRequest(exchange, version, correlationId, frame, nowNs + settings.requestTimeoutNs());
        inFlight.addLast(request);
        writing = request;
        lastUsedNs = nowNs;
        metrics.requestSent(request.sizeBytes());
    }

    private void write(long nowNs) {
        InFlightRequest request = writing;
        if (request == null || !channel.isWritable()) {
            return;
        }
        try {
            if (!request.write(channel, nowNs)) {
                return;
            }
        } catch (IOException e) {
            lose(String.valueOf(e.getMessage()), nowNs);
            return;
        }
        writing = null;
        if (!request.exchange().hasAnswer()) {
            inFlight.removeLastOccurrence(request);
        }
        request.exchange().onWritten(nowNs);
    }

    private void read(long nowNs) throws IOException {
        while (lostReason == null && channel.isReadable()) {
            boolean open = frames.fill(channel);
            takeAnswers(nowNs);
            if (!open) {
                lose("the broker closed the connection", nowNs);
            }
        }
    }

    private void takeAnswers(long nowNs) {
        try {
            ByteBuffer frame;
            while (lostReason == null && (frame = frames.next(maxResponseBytes())) != null) {
                onAnswer(frame, nowNs);
            }
        } catch (FrameReader.MalformedFrameException e) {
            lose(String.valueOf(e.getMessage()), nowNs);
        }
    }

    private int maxResponseBytes() {
        return stage == Stage.READY
                ? settings.maxResponseBytes()
                : Math.min(settings.maxResponseBytes(), HANDSHAKE_MAX_RESPONSE_BYTES);
    }

    private void onAnswer(ByteBuffer frame, long nowNs) {
        metrics.responseReceived(frame.remaining());
        InFlightRequest request = inFlight.peekFirst();
        if (request == null || !request.isWritten()) {
            lose("the broker answered a request that was not sent", nowNs);
            return;
        }
        try {
            Exchange exchange = request.exchange();
            WireReader in = WireReader.lenient(frame);
            ResponseHeader header = ResponseHeader.read(in, exchange.apiKey(), request.version());
            if (header.correlationId() != request.correlationId()) {
                lose(
                        "the broker's answer has correlation id " + header.correlationId() + ", expected was "
                                + request.correlationId(),
                        nowNs);
                return;
            }
            inFlight.removeFirst();
            lastUsedNs = nowNs;
            answer(request, in, nowNs);
            if (exchange == handshake && handshake.isDone()) {
                stage = Stage.READY;
            } else if (exchange == handshake) {
                enqueue(handshake, handshake.version(), nowNs);
            }
        } catch (ProtocolException e) {
            lose("the broker's answer can't be read: " + e.getMessage(), nowNs);
        }
    }

    private void answer(InFlightRequest request, WireReader in, long nowNs) {
        try {
            request.exchange().onAnswer(in, request.version(), nowNs);
        } catch (RuntimeException e) {
            // Not understood is not answered: the request shares the fate of the connection.
            if (lostReason == null) {
                inFlight.addFirst(request);
            } else {
                tellLost(request, lostReason, nowNs);
            }
            throw e;
        }
    }

    private void checkDeadlines(long nowNs) {
        if (stage != Stage.READY) {
            if (nowNs - setupDeadlineNs >= 0) {
                setupTimedOut = true;
                lose(
                        stage == Stage.CONNECTING
                                ? "no TCP connection in time"
                                : "connected, but no response to the handshake (ApiVersions) in time",
                        nowNs);
            }
            return;
        }
        for (InFlightRequest request : inFlight) {
            if (!request.isTimedOut() && nowNs - request.deadlineNs() >= 0) {
                retiring = true;
                request.timeOut(nowNs);
            }
        }
        if (retiring && canBeGivenUp()) {
            lose("no answer within request.timeout.ms", nowNs);
        } else if (inFlight.isEmpty() && settings.maxIdleNs() >= 0 && nowNs - lastUsedNs > settings.maxIdleNs()) {
            dismiss("not used for connections.max.idle.ms", nowNs);
        }
    }

    /** A half-written request can't be taken back, and one that nobody waits for any more needs no connection. */
    private boolean canBeGivenUp() {
        return (writing != null && writing.isTimedOut()) || inFlight.stream().allMatch(InFlightRequest::isTimedOut);
    }
}
