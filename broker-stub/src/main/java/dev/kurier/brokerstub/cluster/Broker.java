package dev.kurier.brokerstub.cluster;

/** Knows one broker: its address and whether it is up. */
public final class Broker {
    /** Tells brokers apart as long as there are no sockets. */
    private static final int FIRST_MADE_UP_PORT = 19091;

    private final int id;
    private final String host;
    private final int requestedPort;
    private int port;
    private boolean alive = true;
    private boolean diskFull;
    private int starts = 1;

    Broker(int id, String host, int requestedPort) {
        this.id = id;
        this.host = host;
        this.requestedPort = requestedPort;
        this.port = requestedPort == 0 ? FIRST_MADE_UP_PORT + id : requestedPort;
    }

    public int id() {
        return id;
    }

    public String host() {
        return host;
    }

    /** The port asked for; 0 for any that is free. */
    public int requestedPort() {
        return requestedPort;
    }

    /** The port that clients are told. */
    public int port() {
        return port;
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

    void diskFull(boolean full) {
        this.diskFull = full;
    }

    void alive(boolean alive) {
        starts += alive && !this.alive ? 1 : 0;
        this.alive = alive;
    }
}
