package dev.kurier.brokerstub.cluster;

import dev.kurier.brokerstub.release.Release;
import dev.kurier.protocol.ApiKey;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Knows one broker: its address, its rack and whether it is up. */
public final class Broker {
    /** Tells brokers apart as long as there are no sockets. */
    private static final int FIRST_MADE_UP_PORT = 19091;

    private static final int MADE_UP_DISTANCE = 100;

    private final int id;
    private final String listenHost;
    private final int requestedPort;
    private final BrokerAddresses.@Nullable HostPort advertised;
    private final @Nullable String rack;
    private final Map<ApiKey, Release.Versions> narrowed = new EnumMap<>(ApiKey.class);
    private int port;
    private boolean alive = true;
    private boolean diskFull;
    private boolean hidden;
    private boolean moved;
    private int starts = 1;

    Broker(int id, BrokerAddresses addresses, @Nullable String rack) {
        this.id = id;
        this.listenHost = addresses.listen();
        this.requestedPort = addresses.port(id);
        this.advertised = addresses.advertised(id);
        this.rack = rack;
        this.port = requestedPort == 0 ? FIRST_MADE_UP_PORT + id : requestedPort;
    }

    public int id() {
        return id;
    }

    /** The host that clients are told. */
    public String host() {
        return advertised == null ? listenHost : advertised.host();
    }

    /** The host name or address to bind. */
    public String listenHost() {
        return listenHost;
    }

    /** Its rack, or null if it has none. */
    public @Nullable String rack() {
        return rack;
    }

    /** The port asked for; 0 for any that is free. */
    public int requestedPort() {
        return requestedPort;
    }

    /** The port that clients are told. */
    public int port() {
        return advertised == null || advertised.port() == 0 ? port : advertised.port();
    }

    /** The port that it listens on, or did before it went down. */
    public int listenPort() {
        return port;
    }

    /** What clients are told, as they want it: {@code host:port}. */
    public String hostPort() {
        return new BrokerAddresses.HostPort(host(), port()).toString();
    }

    /** Where it listens, as {@code host:port}. */
    public String listenHostPort() {
        return new BrokerAddresses.HostPort(listenHost, port).toString();
    }

    public boolean isAlive() {
        return alive;
    }

    /** Tells where the broker's listener was really bound. */
    public void bound(int port) {
        this.port = port;
    }

    /** Tells whether its disk takes no more. */
    public boolean isDiskFull() {
        return diskFull;
    }

    /** Counts how often it was started: what it kept in memory is gone each time. */
    public int starts() {
        return starts;
    }

    /** Tells whether Metadata leaves it out although it is up. */
    public boolean isHidden() {
        return hidden;
    }

    /** Sets whether Metadata leaves it out. */
    public void hidden(boolean hidden) {
        this.hidden = hidden;
    }

    /**
     * Checks that it can move to another port.
     *
     * @throws IllegalArgumentException if clients are told a port of their own, behind which it can't move
     */
    public void requireMovable() {
        if (advertised != null && advertised.port() != 0) {
            throw new IllegalArgumentException("broker=" + id + " advertises " + advertised
                    + ", a fixed port: it can't move to another; advertise the host alone");
        }
    }

    /** Gives it another port, made up; who binds it for real tells {@link #bound} which it is. */
    public void moved() {
        this.port += MADE_UP_DISTANCE;
        this.moved = true;
    }

    /** Tells whether its port was made up and is to be replaced by a free one; asked once. */
    public boolean takeMoved() {
        boolean was = moved;
        moved = false;
        return was;
    }

    /** Makes it know no more than these versions of an API. */
    public void narrow(ApiKey api, Release.Versions versions) {
        narrowed.put(api, versions);
    }

    /** Gives it back all versions that it knows. */
    public void widen() {
        narrowed.clear();
    }

    /** Returns which of its release's versions of an API it knows. */
    public Release.Versions narrowed(ApiKey api, Release.Versions all) {
        return narrowed.getOrDefault(api, all);
    }

    /** Makes it what it was at first, as if it were started again; it stays at the port it has. */
    void reset() {
        alive = true;
        starts++;
        hidden = false;
        diskFull = false;
        narrowed.clear();
    }

    void diskFull(boolean full) {
        this.diskFull = full;
    }

    void alive(boolean alive) {
        starts += alive && !this.alive ? 1 : 0;
        this.alive = alive;
    }
}
