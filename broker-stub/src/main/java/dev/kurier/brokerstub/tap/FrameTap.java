package dev.kurier.brokerstub.tap;

import java.nio.ByteBuffer;
import java.util.List;

/** Sees what goes over the connections of a cluster, frame by frame. Called under the cluster's lock; must be quick. */
public interface FrameTap {
    /** Tells who ended a connection. */
    enum Closer {
        CLIENT,
        BROKER,
        /** The broker, by breaking it off (RST). */
        BROKER_BY_RESET
    }

    /** Is told of a new connection, or of one that was open when the tap came. */
    default void opened(Party party, long nowNs) {}

    /**
     * Is told of a request as the broker begins to work on it, whatever its bytes are.
     *
     * @param frame header and body without the size; only readable during the call
     */
    default void received(Party party, ByteBuffer frame, long nowNs) {}

    /**
     * Is told of an answer as the broker gives it; it may reach the client later.
     *
     * @param bytes the size, header and body; positions must not move
     * @param whole false if the fault script shapes what is sent: then these are the bytes sent, a frame or not
     */
    default void answered(Party party, List<ByteBuffer> bytes, boolean whole, long nowNs) {}

    /** Is told that nothing more goes over a connection. */
    default void closed(Party party, Closer by, long nowNs) {}

    /** Is told that the cluster ends, while its connections are still open. */
    default void end() {}
}
