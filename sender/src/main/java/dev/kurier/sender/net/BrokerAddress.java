package dev.kurier.sender.net;

import java.util.Objects;

/**
 * Names where a broker listens.
 *
 * @param host a name or an IP address, unresolved
 * @param port from 1 to 65535
 */
public record BrokerAddress(String host, int port) {
    public BrokerAddress {
        Objects.requireNonNull(host, "host");
    }

    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
