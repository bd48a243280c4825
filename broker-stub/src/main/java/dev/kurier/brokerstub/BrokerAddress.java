package dev.kurier.brokerstub;

/**
 * Names a broker and where clients reach it.
 *
 * @param id the broker id, 1 and up
 * @param host the advertised host
 * @param port the advertised port; without sockets a made-up one that only tells brokers apart
 */
public record BrokerAddress(int id, String host, int port) {
    /** Returns {@code host:port}. */
    public String hostPort() {
        return host + ":" + port;
    }
}
