package dev.kurier.brokerstub.connection;

import dev.kurier.protocol.RequestHeader;
import java.nio.ByteBuffer;

/** Sees every request as it arrives, before anything is done about it. Called under the cluster's lock. */
@FunctionalInterface
public interface RequestListener {
    /**
     * Is told of a request.
     *
     * @param frame header and body without the size; only readable during the call
     */
    void onRequest(int brokerId, long connectionId, RequestHeader header, ByteBuffer frame);
}
