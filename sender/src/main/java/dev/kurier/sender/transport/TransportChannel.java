package dev.kurier.sender.transport;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Is one stream of bytes to one broker; belongs to the sender's thread. */
public interface TransportChannel {
    /**
     * Tells whether the connection stands, finishing it if it can be finished.
     *
     * @throws IOException if it could not be made
     */
    boolean finishConnect() throws IOException;

    /** Tells whether a read may find something: bytes, the end, or an error. */
    boolean isReadable();

    /** Tells whether a write may take something. */
    boolean isWritable();

    /**
     * Reads what is there.
     *
     * @return how many bytes, 0 for none yet, -1 for the end of the stream
     */
    int read(ByteBuffer target) throws IOException;

    /**
     * Writes as much as the peer takes now, gathering.
     *
     * @return how many bytes were taken
     */
    long write(ByteBuffer[] sources, int offset, int length) throws IOException;

    /** Ends the stream; more calls do nothing. */
    void close();
}
