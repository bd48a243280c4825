package dev.kurier.brokerstub;

import dev.kurier.brokerstub.cluster.Broker;
import dev.kurier.brokerstub.connection.ClusterCore;
import dev.kurier.brokerstub.connection.LinkState;
import dev.kurier.brokerstub.script.BrokerLink;
import dev.kurier.protocol.ApiKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    /** Returns what clients are told as {@code host:port}, an IPv6 address in brackets. */
    public String hostPort() {
        return core.ask(state -> broker.hostPort());
    }

    /** Returns its rack, or null if it has none. */
    public @Nullable String rack() {
        return broker.rack();
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
        restart(false);
    }

    /**
     * Takes it down if it is up, and brings it up at another port: clients that know only the old one find nobody.
     *
     * @throws IllegalArgumentException if it advertises a port of its own, see {@link StubClusterBuilder#advertise}
     */
    public void restartAtAnotherPort() {
        core.change(state -> broker.requireMovable());
        kill();
        restart(true);
    }

    private void restart(boolean elsewhere) {
        core.change(state -> {
            if (!broker.isAlive()) {
                if (elsewhere) {
                    broker.moved();
                }
                LinkState link = core.link(broker.id());
                link.refusing(false);
                link.passage(LinkState.Passage.OPEN);
                core.driver().brokerUp(broker.id());
                state.brokerUp(broker);
            }
        });
    }

    /**
     * Stops it as SIGSTOP would: connections stay, new ones wait to be accepted, nothing is read, done or written.
     *
     * <p>Until {@link #resume}. It leads what it led, and others are told so.
     */
    public void pause() {
        passage(LinkState.Passage.PAUSED);
    }

    /** Lets connections in and swallows what they send: nothing is read or written, until {@link #resume}. */
    public void blackhole() {
        passage(LinkState.Passage.BLACK_HOLE);
    }

    /** Ends {@link #pause} and {@link #blackhole}: what waits is read, done and answered now. */
    public void resume() {
        passage(LinkState.Passage.OPEN);
    }

    /** Closes its port: who connects is refused; present connections stay. Until {@link #acceptConnections}. */
    public void refuseConnections() {
        refusing(true);
    }

    /** Opens its port again, where it was. */
    public void acceptConnections() {
        refusing(false);
    }

    /** Leaves it out of Metadata answers, although it is up and leads what it led. Until {@link #show}. */
    public void hide() {
        core.change(state -> broker.hidden(true));
    }

    /** Ends {@link #hide}. */
    public void show() {
        core.change(state -> broker.hidden(false));
    }

    /**
     * Makes it tell and serve no more than these versions of an API, as in the middle of a rolling upgrade.
     *
     * <p>It hangs up on requests of other versions, also on connections that were told more before. Until {@link
     * #allVersions}.
     *
     * @param oldest the first version, no older than the first of the cluster's release
     * @param newest the last version, no newer than the last of the cluster's release
     * @throws IllegalArgumentException if the release has no such versions
     */
    public void versions(ApiKey api, int oldest, int newest) {
        core.change(state -> broker.narrow(api, state.settings().release().part(api, oldest, newest)));
    }

    /** Ends {@link #versions}, for all APIs. */
    public void allVersions() {
        core.change(state -> broker.widen());
    }

    /** Returns the way to it: latency, bandwidth, pieces. */
    public BrokerLink link() {
        return core.ask(state -> new BrokerLink(core, List.of(core.link(broker.id()))));
    }

    private void passage(LinkState.Passage passage) {
        core.change(state -> {
            core.link(broker.id()).passage(passage);
            core.driver().accepting(broker.id(), passage != LinkState.Passage.PAUSED);
            core.resumeAll(broker.id());
        });
    }

    private void refusing(boolean refusing) {
        core.change(state -> {
            LinkState link = core.link(broker.id());
            if (broker.isAlive() && link.isRefusing() != refusing) {
                link.refusing(refusing);
                if (refusing) {
                    core.driver().brokerDown(broker.id());
                } else {
                    core.driver().brokerUp(broker.id());
                }
            }
        });
    }

    /** Returns its disk, to fill it. */
    public StubDisk disk() {
        return new StubDisk(core, broker);
    }
}
