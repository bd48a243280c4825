package dev.kurier.brokerstub.connection;

import dev.kurier.protocol.ApiKey;
import java.util.Map;
import java.util.TreeMap;

/** Counts what went through the connections of a cluster. Guarded by its lock. */
public final class Traffic {
    private final Map<ApiKey, Long> requests = new TreeMap<>();
    private long unknownRequests;
    private long bytesIn;
    private long bytesOut;
    private long connectionsOpened;

    Traffic() {}

    void opened() {
        connectionsOpened++;
    }

    void request(short apiKey) {
        ApiKey api = ApiKey.forId(apiKey);
        if (api == null) {
            unknownRequests++;
        } else {
            requests.merge(api, 1L, Long::sum);
        }
    }

    void received(long bytes) {
        bytesIn += bytes;
    }

    void sent(long bytes) {
        bytesOut += bytes;
    }

    /** Returns how many requests came of each API that came. */
    public Map<ApiKey, Long> requests() {
        return new TreeMap<>(requests);
    }

    /** Returns how many requests came whose API has no name. */
    public long unknownRequests() {
        return unknownRequests;
    }

    public long bytesIn() {
        return bytesIn;
    }

    public long bytesOut() {
        return bytesOut;
    }

    public long connectionsOpened() {
        return connectionsOpened;
    }
}
