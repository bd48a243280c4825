package dev.kurier.sender.lane;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds the batches that are retried although their deliveries have completed as UNKNOWN, oldest first, and counts their
 * memory. A batch leaves when it is done. Belongs to the sender's thread.
 */
final class CompletingRetries {
    private final long limitBytes;
    private final Map<ProduceBatch, PartitionLane> lanes = new LinkedHashMap<>();
    private long heldBytes;

    CompletingRetries(long limitBytes) {
        this.limitBytes = limitBytes;
    }

    /** Adds a batch whose deliveries have completed. */
    void add(PartitionLane lane, ProduceBatch batch) {
        lanes.put(batch, lane);
        heldBytes += batch.sealed().sizeBytes();
        batch.whenDone(() -> remove(batch));
    }

    /** Returns the oldest batch while all together hold more than the limit, null otherwise. */
    Map.@Nullable Entry<ProduceBatch, PartitionLane> oldestBeyondLimit() {
        return heldBytes <= limitBytes || lanes.isEmpty()
                ? null
                : lanes.entrySet().iterator().next();
    }

    private void remove(ProduceBatch batch) {
        if (lanes.remove(batch) != null) {
            heldBytes -= batch.sealed().sizeBytes();
        }
    }
}
