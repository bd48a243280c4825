package dev.kurier.brokerstub.cluster;

import dev.kurier.brokerstub.log.PartitionLog;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Knows one partition: who leads it, who replicates it, and its log.
 *
 * <p>Replicas share one log: a follower is in sync as long as its broker is up.
 */
public final class Partition {
    /** The leader of a partition that has none. */
    public static final int NO_LEADER = -1;

    private final String topic;
    private final int index;
    private final List<Integer> replicas;
    private final Set<Integer> inSync;
    private final PartitionLog log;
    private final Set<AppendListener> listeners = new LinkedHashSet<>();
    private int leaderId;
    private int leaderEpoch;

    Partition(String topic, int index, List<Integer> replicas, PartitionLog log) {
        this.topic = topic;
        this.index = index;
        this.replicas = List.copyOf(replicas);
        this.inSync = new HashSet<>(replicas);
        this.log = log;
        this.leaderId = replicas.get(0);
    }

    public String topic() {
        return topic;
    }

    public int index() {
        return index;
    }

    /** The broker that leads, or {@link #NO_LEADER}. */
    public int leaderId() {
        return leaderId;
    }

    /** Counts the changes of leader. */
    public int leaderEpoch() {
        return leaderEpoch;
    }

    public List<Integer> replicas() {
        return replicas;
    }

    /** The replicas in sync, in the order in which they would lead. */
    public List<Integer> inSyncReplicas() {
        return replicas.stream().filter(inSync::contains).toList();
    }

    public PartitionLog log() {
        return log;
    }

    public void listen(AppendListener listener) {
        listeners.add(listener);
    }

    public void unlisten(AppendListener listener) {
        listeners.remove(listener);
    }

    /** Tells the listeners that there is something new. */
    public void changed() {
        listeners.forEach(AppendListener::onChange);
    }

    /** Makes a broker, or nobody, the leader in a new epoch. */
    void lead(int brokerId) {
        leaderId = brokerId;
        leaderEpoch++;
        changed();
    }

    /** Takes the broker out of sync; the last one in sync stays on the list, as in Kafka. */
    void brokerDown(int brokerId) {
        if (inSync.size() > 1) {
            inSync.remove(brokerId);
        }
        if (leaderId == brokerId) {
            int next = inSyncReplicas().get(0);
            lead(next == brokerId ? NO_LEADER : next);
        }
    }

    /** Lets the broker lead if nobody else could; where there is a leader, every live replica is in sync. */
    void brokerUp(int brokerId, IntPredicate isAlive) {
        if (leaderId == NO_LEADER && inSync.contains(brokerId)) {
            lead(brokerId);
        }
        if (leaderId != NO_LEADER) {
            replicas.stream().filter(isAlive::test).forEach(inSync::add);
        }
    }
}
