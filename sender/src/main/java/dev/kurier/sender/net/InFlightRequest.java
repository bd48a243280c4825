package dev.kurier.sender.net;

import dev.kurier.sender.transport.TransportChannel;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Is one request on a connection, from its encoding to its answer; belongs to the sender's thread. */
final class InFlightRequest {
    private final Exchange exchange;
    private final short version;
    private final int correlationId;
    private final ByteBuffer[] frame;
    private final long sizeBytes;
    private long deadlineNs;
    private int nextBuffer;
    private long writtenBytes;
    private boolean started;
    private boolean timedOut;

    InFlightRequest(Exchange exchange, short version, int correlationId, ByteBuffer[] frame, long deadlineNs) {
        this.exchange = exchange;
        this.version = version;
        this.correlationId = correlationId;
        this.frame = frame;
        this.deadlineNs = deadlineNs;
        long size = 0;
        for (ByteBuffer part : frame) {
            size += part.remaining();
        }
        this.sizeBytes = size;
    }

    Exchange exchange() {
        return exchange;
    }

    short version() {
        return version;
    }

    int correlationId() {
        return correlationId;
    }

    long deadlineNs() {
        return deadlineNs;
    }

    long sizeBytes() {
        return sizeBytes;
    }

    /** Gives the request more time: what a broker's throttling takes is not held against it. */
    void extendDeadline(long byNs) {
        deadlineNs += byNs;
    }

    boolean isWritten() {
        return writtenBytes == sizeBytes;
    }

    boolean mayHaveLeft() {
        return started;
    }

    boolean isTimedOut() {
        return timedOut;
    }

    void timeOut(long nowNs) {
        timedOut = true;
        exchange.onTimeout(nowNs);
    }

    /** Writes on; returns whether the last byte has been taken. */
    boolean write(TransportChannel channel, long nowNs) throws IOException {
        if (!started) {
            // Even a write that fails may have handed something over: from here on the outcome is open.
            started = true;
            exchange.onFirstByte(nowNs);
        }
        writtenBytes += channel.write(frame, nextBuffer, frame.length - nextBuffer);
        while (nextBuffer < frame.length - 1 && !frame[nextBuffer].hasRemaining()) {
            nextBuffer++;
        }
        return isWritten();
    }
}
