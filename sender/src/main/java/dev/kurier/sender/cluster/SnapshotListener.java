package dev.kurier.sender.cluster;

/** Is told of each new snapshot, on the sender's thread. */
@FunctionalInterface
public interface SnapshotListener {
    /** Takes the new snapshot. */
    void onSnapshot(ClusterSnapshot snapshot, long nowNs);
}
