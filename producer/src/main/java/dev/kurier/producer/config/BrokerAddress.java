package dev.kurier.producer.config;

/**
 * Names one entry of {@code bootstrap.servers}.
 *
 * @param host a host name or an IP address, without brackets; not resolved
 * @param port 1 to 65535
 */
public record BrokerAddress(String host, int port) {
    /** Writes {@code host:port}, an IPv6 address in brackets. */
    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
