package dev.kurier.brokerstub.look;

import dev.kurier.brokerstub.connection.RequestListener;
import dev.kurier.protocol.RequestHeader;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Keeps the requests that came, bytes and all, the newest {@link #LIMIT_BYTES} of them; or nothing.
 *
 * <p>Guarded by the cluster's lock.
 */
public final class RequestLog implements RequestListener {
    /** How much is kept; then the oldest requests go. */
    static final long LIMIT_BYTES = 256L * 1024 * 1024;

    /** What a kept request costs beside its bytes, about. */
    private static final int OVERHEAD_BYTES = 128;

    private final boolean enabled;
    private final TopicNames topicNames;
    private final Deque<KeptRequest> requests = new ArrayDeque<>();
    private long keptBytes;

    /** Keeps requests, or none. */
    public RequestLog(boolean enabled, TopicNames topicNames) {
        this.enabled = enabled;
        this.topicNames = topicNames;
    }

    @Override
    public void onRequest(int brokerId, long connectionId, RequestHeader header, ByteBuffer frame) {
        if (!enabled) {
            return;
        }
        ByteBuffer bytes =
                ByteBuffer.allocate(frame.remaining()).put(frame.duplicate()).flip();
        requests.add(new KeptRequest(brokerId, connectionId, header, bytes.asReadOnlyBuffer(), topicNames));
        keptBytes += bytes.remaining() + OVERHEAD_BYTES;
        while (keptBytes > LIMIT_BYTES) {
            keptBytes -= requests.remove().bytes().remaining() + OVERHEAD_BYTES;
        }
    }

    /** Tells whether requests are kept. */
    public boolean isEnabled() {
        return enabled;
    }

    /** Returns what is kept, oldest first. */
    public List<KeptRequest> all() {
        return List.copyOf(requests);
    }
}
