package dev.kurier.brokerstub.fetch;

import dev.kurier.brokerstub.call.ApiRequest;
import dev.kurier.brokerstub.cluster.Broker;
import dev.kurier.brokerstub.cluster.ClusterState;
import dev.kurier.brokerstub.cluster.Partition;
import dev.kurier.protocol.fetch.FetchRequest;
import java.util.Comparator;

/** Chooses the replica from which one consumer had better read: the leader, or one in sync in its rack (KIP-392). */
final class ReplicaSelector {
    /** Stands for the leader, which is asked already. */
    static final int NO_OTHER = -1;

    /** From here on consumers name their rack. */
    private static final short FIRST_VERSION_WITH_RACK = 11;

    private final ClusterState state;
    private final int brokerId;
    private final String rack;
    private final boolean chooses;

    ReplicaSelector(ClusterState state, ApiRequest request, FetchRequest body) {
        this.state = state;
        this.brokerId = request.brokerId();
        this.rack = body.rackId();
        this.chooses = state.settings().rackAwareReplicaSelector()
                && request.version() >= FIRST_VERSION_WITH_RACK
                && body.replica().equals(FetchRequest.Replica.CONSUMER)
                && !rack.isEmpty();
    }

    /**
     * Returns the broker to ask instead, or {@link #NO_OTHER}; only the leader sends anybody elsewhere.
     *
     * <p>Of several in the rack it is the one that has most; of those the highest id, where Kafka looks first at who caught
     * up last.
     */
    int select(Partition partition, long fetchOffset) {
        if (!chooses || partition.leaderId() != brokerId || isInRack(brokerId)) {
            return NO_OTHER;
        }
        return fetchOffset < partition.log().startOffset()
                ? NO_OTHER
                : partition.inSyncReplicas().stream()
                        .filter(this::isInRack)
                        .filter(id -> fetchOffset <= partition.endOffset(id))
                        .max(Comparator.<Integer>comparingLong(partition::endOffset)
                                .thenComparing(Comparator.naturalOrder()))
                        .orElse(NO_OTHER);
    }

    private boolean isInRack(int id) {
        Broker broker = state.broker(id);
        return broker != null && broker.isAlive() && rack.equals(broker.rack());
    }
}
