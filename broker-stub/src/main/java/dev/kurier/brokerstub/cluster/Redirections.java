package dev.kurier.brokerstub.cluster;

import dev.kurier.protocol.CurrentLeader;
import dev.kurier.protocol.NodeEndpoint;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Collects, for one answer, who leads instead and where they listen (KIP-951). */
public final class Redirections {
    private final ClusterState state;
    private final Map<Integer, NodeEndpoint> endpoints = new TreeMap<>();

    public Redirections(ClusterState state) {
        this.state = state;
    }

    /** Names the partition's leader, and notes its address. */
    public CurrentLeader to(Partition partition) {
        Broker leader = state.broker(partition.leaderId());
        if (leader != null) {
            endpoints.put(leader.id(), new NodeEndpoint(leader.id(), leader.host(), leader.port(), leader.rack()));
        }
        return new CurrentLeader(partition.leaderId(), partition.leaderEpoch());
    }

    /** The addresses noted so far, by broker. */
    public List<NodeEndpoint> endpoints() {
        return List.copyOf(endpoints.values());
    }
}
