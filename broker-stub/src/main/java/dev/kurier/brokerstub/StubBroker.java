package dev.kurier.brokerstub;

import dev.kurier.brokerstub.cluster.Broker;
import dev.kurier.brokerstub.connection.ClusterCore;

/** Refers to one broker of a {@link StubCluster}. May be used from any thread. */
public final class StubBroker {
    private final ClusterCore core;
    private final Broker broker;

    StubBroker(ClusterCore core, Broker broker) {
        this.core = core;
        this.broker = broker;
    }

    /** Returns its id; ids count from 1. */
    public int id() {
        return broker.id();
    }

    /** Returns the host that clients are told. */
    public String host() {
        return broker.host();
    }

    /** Returns the port that clients are told. */
    public int port() {
        return core.ask(state -> broker.port());
    }

    /** Returns {@code host:port}. */
    public String hostPort() {
        return host() + ":" + port();
    }

    /** Tells whether it is up. */
    public boolean isUp() {
        return core.ask(state -> broker.isAlive());
    }

    /** Takes it down: its connections drop, its port refuses, and what it led moves to a live replica. */
    public void kill() {
        core.change(state -> {
            if (broker.isAlive()) {
                state.brokerDown(broker);
                core.hangUpAll(broker.id());
                core.driver().brokerDown(broker.id());
            }
        });
    }

    /** Brings it up again, at the address it had. */
    public void restart() {
        core.change(state -> {
            if (!broker.isAlive()) {
                core.driver().brokerUp(broker.id());
                state.brokerUp(broker);
            }
        });
    }
}
