package dev.kurier.brokerstub.cluster;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Knows where brokers listen, and which addresses they advertise instead.
 *
 * @param listen the host name or address that all brokers listen on
 * @param ports the port of each broker, 0 for any that is free; empty for 0
 * @param advertised what clients are told, by broker; one without a port may hold for all; empty for where they listen
 */
public record BrokerAddresses(String listen, List<Integer> ports, List<HostPort> advertised) {
    /** Where brokers listen by default: nobody outside this machine can reach them. */
    public static final String LOOPBACK = "127.0.0.1";

    private static final Set<String> EVERY_ADDRESS = Set.of("0.0.0.0", "::");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,255}");

    /**
     * Checks that they fit so many brokers.
     *
     * @throws IllegalArgumentException if they don't, or clients could not be told them
     */
    public void check(int brokers) {
        if (!ports.isEmpty() && ports.size() != brokers) {
            throw new IllegalArgumentException("ports=" + ports + " are not one for each of brokers=" + brokers);
        }
        if (advertised.isEmpty() && EVERY_ADDRESS.contains(listen)) {
            throw new IllegalArgumentException("listen=" + listen
                    + " is every address of this machine, which is none that clients can be told; advertise the host that"
                    + " they reach this machine by");
        }
        if (advertised.size() > 1 && advertised.size() != brokers) {
            throw new IllegalArgumentException("advertise=" + advertised
                    + " is neither one host for all brokers nor one" + " for each of brokers=" + brokers);
        }
        if (advertised.size() == 1 && brokers > 1 && advertised.get(0).port() != 0) {
            throw new IllegalArgumentException("advertise=" + advertised.get(0)
                    + " can't be the port of each of brokers=" + brokers + "; give one for each, or a host alone");
        }
        if (advertised.stream()
                        .filter(address -> address.port() != 0)
                        .distinct()
                        .count()
                < advertised.stream().filter(address -> address.port() != 0).count()) {
            throw new IllegalArgumentException(
                    "advertise=" + advertised + " names an address twice; each broker needs its own");
        }
    }

    int port(int brokerId) {
        return ports.isEmpty() ? 0 : ports.get(brokerId - 1);
    }

    @Nullable
    HostPort advertised(int brokerId) {
        return advertised.isEmpty() ? null : advertised.get(advertised.size() == 1 ? 0 : brokerId - 1);
    }

    /**
     * Reads the host name or address to listen on; an IPv6 address may be in brackets.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static String host(String text) {
        String host = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        if (host.indexOf(':') >= 0 ? isIpv6(host) : NAME.matcher(host).matches()) {
            return host;
        }
        throw new IllegalArgumentException("host='" + text
                + "' is neither a name nor an address, such as 0.0.0.0, ::1 or stub.test; no port here");
    }

    private static boolean isIpv6(String host) {
        try {
            return InetAddress.getByName(host) != null; // what has a colon is never looked up
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /**
     * Names a host and a port.
     *
     * @param port 0 for the one that the broker listens on
     */
    public record HostPort(String host, int port) {
        private static final Pattern SYNTAX = Pattern.compile("(\\[[^\\]]*\\]|[^:]*)(?::([0-9]{1,5}))?");
        private static final int MOST = 65_535;

        /**
         * Reads {@code HOST} or {@code HOST:PORT}; an IPv6 address is in brackets if a port follows.
         *
         * @throws IllegalArgumentException if the text is neither
         */
        public static HostPort parse(String text) {
            Matcher parts = SYNTAX.matcher(text);
            if (!parts.matches()) {
                return new HostPort(BrokerAddresses.host(text), 0);
            }
            String port = parts.group(2);
            int number = port == null ? 0 : Integer.parseInt(port);
            if (port != null && (number < 1 || number > MOST)) {
                throw new IllegalArgumentException("port=" + port + " of '" + text + "' is not allowed: 1 to " + MOST);
            }
            return new HostPort(BrokerAddresses.host(parts.group(1)), number);
        }

        /** Writes it as clients want it, {@code host:port}. */
        @Override
        public String toString() {
            String plain = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
            return port == 0 ? plain : plain + ":" + port;
        }
    }
}
