package dev.kurier.brokerstub;

import dev.kurier.brokerstub.cluster.Broker;
import dev.kurier.brokerstub.connection.ClusterCore;

/** Refers to the disk of one broker. May be used from any thread. */
public final class StubDisk {
    private final ClusterCore core;
    private final Broker broker;

    StubDisk(ClusterCore core, Broker broker) {
        this.core = core;
        this.broker = broker;
    }

    /** Fills it: requests about the broker's replicas get KAFKA_STORAGE_ERROR, and as a follower it copies nothing. */
    public void full() {
        core.change(state -> state.diskFull(broker, true));
    }

    /** Frees it: the broker goes on, and its replicas catch up. */
    public void free() {
        core.change(state -> state.diskFull(broker, false));
    }
}
