package dev.kurier.producer.config;

import com.google.common.net.HostAndPort;
import com.google.common.net.InetAddresses;
import java.net.IDN;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code bootstrap.servers}; resolves nothing. */
final class BootstrapServers {
    static final String KEY = "bootstrap.servers";

    private static final int ERRORS_SHOWN = 5;
    private static final Pattern LISTENER = Pattern.compile("([A-Za-z0-9_.-]+)://");
    private static final Pattern OTHER_SEPARATOR = Pattern.compile("[\\s;|]+");
    private static final Set<String> WEB = Set.of("http", "https");
    private static final Pattern HOST_NAME = Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_.-]{0,252})");

    private final Problems problems;
    private final List<BrokerAddress> addresses = new ArrayList<>();
    private final Set<String> hosts = new HashSet<>();
    private final Set<String> seen = new HashSet<>();
    private boolean mayBePassword;
    private int badEntries;

    private BootstrapServers(Problems problems) {
        this.problems = problems;
    }

    /** The addresses of the good entries; every bad one is an error that names it and its position. */
    static List<BrokerAddress> parse(List<Object> entries, Problems problems) {
        BootstrapServers servers = new BootstrapServers(problems);
        servers.readAll(entries);
        return List.copyOf(servers.addresses);
    }

    /** The text without what stands before the last at sign, which may be a password; that may hold any letter, a comma too. */
    static String withoutCredentials(String text) {
        int at = text.lastIndexOf('@');
        return at < 0 ? text : "…" + text.substring(at);
    }

    private void readAll(List<Object> entries) {
        if (entries.isEmpty()) {
            problems.error(
                    KEY + " is empty: must be host:port, host:port …. Name at least two brokers of the" + " cluster.");
            return;
        }
        for (int i = 0; i < entries.size(); i++) {
            mayBePassword |= entries.get(i).toString().indexOf('@') >= 0;
        }
        for (int i = 0; i < entries.size(); i++) {
            read(withoutPrefix(entries.get(i).toString()), i + 1);
        }
        if (badEntries > ERRORS_SHOWN) {
            problems.error(KEY + ": " + (badEntries - ERRORS_SHOWN) + " more entries are not usable.");
        }
        if (badEntries == 0) {
            warnOfOneHost();
        }
    }

    private void read(String entry, int position) {
        String fault = fault(entry);
        if (fault == null) {
            HostAndPort parts = HostAndPort.fromString(entry);
            BrokerAddress address = new BrokerAddress(ascii(parts.getHost()), parts.getPort());
            // Kafka's client takes a broker that is named twice, too.
            if (seen.add(address.toString().toLowerCase(Locale.ROOT))) {
                addresses.add(address);
                hosts.add(address.host().toLowerCase(Locale.ROOT));
            }
        } else if (++badEntries <= ERRORS_SHOWN) {
            boolean hidden = mayBePassword && entry.indexOf('@') < 0;
            String shown = hidden ? "…" : Problems.shown(withoutCredentials(entry));
            problems.error(KEY + " entry " + position + " '" + shown + "' " + fault);
        }
    }

    /** Takes a listener's name off, as Kafka's client does, which does not look at it either. */
    private String withoutPrefix(String entry) {
        Matcher prefix = LISTENER.matcher(entry);
        if (!prefix.lookingAt() || WEB.contains(prefix.group(1).toLowerCase(Locale.ROOT))) {
            return entry;
        }
        if (!prefix.group(1).equalsIgnoreCase("PLAINTEXT")) {
            problems.warn(
                    KEY + ": the prefix " + prefix.group() + " is left out; security.protocol says how to connect.");
        }
        return entry.substring(prefix.end());
    }

    private static @Nullable String fault(String entry) {
        if (entry.isEmpty()) {
            return "is empty. Remove the comma too many.";
        }
        if (OTHER_SEPARATOR.matcher(entry).find()) {
            return "holds a blank, ';' or '|': must be host:port alone, with commas between brokers, as host:port,host:port.";
        }
        if (entry.indexOf('@') >= 0) {
            return "holds a user name: must be host:port alone.";
        }
        if (entry.contains("://") || entry.indexOf('/') >= 0) {
            return "looks like a URL: must be host:port alone. Set security.protocol for the protocol.";
        }
        HostAndPort parts;
        try {
            parts = HostAndPort.fromString(entry);
        } catch (IllegalArgumentException e) {
            return "is not allowed: must be host:port, with a port from 1 to 65535.";
        }
        if (!parts.hasPort()) {
            return parts.getHost().indexOf(':') >= 0 && !entry.startsWith("[")
                    ? "is not allowed: write an IPv6 address in brackets, as [::1]:9092."
                    : "has no port: must be host:port, for example " + example(parts.getHost()) + ":9092.";
        }
        if (parts.getPort() == 0) {
            return "has port 0: must be 1 to 65535.";
        }
        return isHost(parts.getHost()) ? null : "has no usable host: must be a name or an address before the port.";
    }

    private static boolean isHost(String host) {
        return host.indexOf(':') >= 0
                ? InetAddresses.isInetAddress(host)
                : HOST_NAME.matcher(ascii(host)).matches();
    }

    private static String example(String host) {
        return host.indexOf(':') >= 0 ? "[" + host + "]" : Problems.shown(host);
    }

    /** The name as DNS knows it, for example {@code xn--…} for one with umlauts. */
    private static String ascii(String host) {
        try {
            return host.chars().allMatch(c -> c < 128) ? host : IDN.toASCII(host);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private void warnOfOneHost() {
        // Several ports of one loopback host are a test cluster, where a second host makes no sense.
        String host = hosts.iterator().next();
        boolean isTestCluster = addresses.size() > 1
                && (host.equals("localhost")
                        || (InetAddresses.isInetAddress(host)
                                && InetAddresses.forString(host).isLoopbackAddress()));
        if (hosts.size() == 1 && !isTestCluster) {
            problems.warn(KEY + "=" + addresses.get(0) + (addresses.size() > 1 ? " …" : "")
                    + " names one host only: if it is down, the producer can't start. Name at least two brokers.");
        }
    }
}
