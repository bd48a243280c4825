package dev.kurier.sender.net;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Names where a broker listens.
 *
 * <p>Brokers advertise what they were configured with, unchecked; whoever connects asks for the {@link #fault} first.
 *
 * @param host a name or an IP address, unresolved
 * @param port from 1 to 65535
 */
public record BrokerAddress(String host, int port) {
    private static final int MAX_HOST_LENGTH = 255;
    private static final int MAX_PORT = 65_535;

    public BrokerAddress {
        Objects.requireNonNull(host, "host");
    }

    /** Why no broker can listen there, or null. */
    @Nullable
    String fault() {
        // The empty name would be resolved to the client's own host.
        if (host.isEmpty() || host.length() > MAX_HOST_LENGTH || !host.chars().allMatch(BrokerAddress::isPrintable)) {
            return "the advertised host is not a name or an address; check advertised.listeners of the broker";
        }
        if (port < 1 || port > MAX_PORT) {
            return "the advertised port=" + port + " is not allowed: must be 1 to " + MAX_PORT
                    + "; check advertised.listeners of the broker";
        }
        return null;
    }

    private static boolean isPrintable(int character) {
        return character > ' ' && !Character.isISOControl(character) && !Character.isWhitespace(character);
    }

    @Override
    public String toString() {
        String shown = host.length() > MAX_HOST_LENGTH ? host.substring(0, MAX_HOST_LENGTH) + "…" : host;
        shown = shown.replaceAll("\\p{Cntrl}", " ");
        return (shown.indexOf(':') >= 0 ? "[" + shown + "]" : shown) + ":" + port;
    }
}
