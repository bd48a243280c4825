package dev.kurier.brokerstub.look;

import dev.kurier.brokerstub.connection.RequestListener;
import dev.kurier.protocol.RequestHeader;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Keeps the requests that came, bytes and all, the newest of them, up to a number of bytes; or nothing.
 *
 * <p>Guarded by the cluster's lock.
 */
public final class RequestLog implements RequestListener {
    /** How much is kept if nothing else is said; then the oldest requests go. */
    public static final long LIMIT_BYTES = 256L * 1024 * 1024;

    /** What a kept request costs beside its bytes, about. */
    private static final int OVERHEAD_BYTES = 128;

    private final long limitBytes;
    private final TopicNames topicNames;
    private final Deque<KeptRequest> requests = new ArrayDeque<>();
    private long keptBytes;

    /**
     * Keeps requests, or none.
     *
     * @param limitBytes how much is kept; 0 for nothing
     */
    public RequestLog(long limitBytes, TopicNames topicNames) {
        this.limitBytes = limitBytes;
        this.topicNames = topicNames;
    }

    @Override
    public void onRequest(int brokerId, long connectionId, RequestHeader header, ByteBuffer frame) {
        if (!isEnabled()) {
            return;
        }
        ByteBuffer bytes =
                ByteBuffer.allocate(frame.remaining()).put(frame.duplicate()).flip();
        requests.add(new KeptRequest(brokerId, connectionId, header, bytes.asReadOnlyBuffer(), topicNames));
        keptBytes += bytes.remaining() + OVERHEAD_BYTES;
        while (keptBytes > limitBytes) {
            keptBytes -= requests.remove().bytes().remaining() + OVERHEAD_BYTES;
        }
    }

    /** Forgets what came so far. */
    public void clear() {
        requests.clear();
        keptBytes = 0;
    }

    /** Tells whether requests are kept. */
    public boolean isEnabled() {
        return limitBytes > 0;
    }

    /** Returns what is kept, oldest first. */
    public List<KeptRequest> all() {
        return List.copyOf(requests);
    }
}
