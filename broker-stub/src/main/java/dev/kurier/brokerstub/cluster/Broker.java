package dev.kurier.brokerstub.cluster;

/** Knows one broker: its address and whether it is up. */
public final class Broker {
    private final int id;
    private final String host;
    private int port;
    private boolean alive = true;

    Broker(int id, String host, int port) {
        this.id = id;
        this.host = host;
        this.port = port;
    }

    public int id() {
        return id;
    }

    public String host() {
        return host;
    }

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

    void alive(boolean alive) {
        this.alive = alive;
    }
}
