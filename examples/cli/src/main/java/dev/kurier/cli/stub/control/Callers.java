package dev.kurier.cli.stub.control;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells requests that are meant for the control port from those that a page of another site makes a browser send.
 *
 * <p>A page reaches a port of this machine only by a host name of its own that resolves here (DNS rebinding), or openly, from
 * another origin. So {@code Host} must be an address or a name that the stub is known by, and {@code Origin} the same place.
 *
 * @param hosts the names that clients know the stub by
 */
record Callers(Set<String> hosts) {
    private static final Pattern HOST = Pattern.compile("(\\[[0-9A-Fa-f:.%a-z]+\\]|[^:\\[\\]]+)(?::[0-9]{1,5})?");
    private static final Pattern ADDRESS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|\\[.*\\]");

    boolean allow(@Nullable String host, @Nullable String origin) {
        return (host == null || isOurs(host)) && (origin == null || origin.equals("http://" + host));
    }

    private boolean isOurs(String host) {
        Matcher parts = HOST.matcher(host);
        if (!parts.matches()) {
            return false;
        }
        String name = parts.group(1);
        return name.equals("localhost") || ADDRESS.matcher(name).matches() || hosts.contains(name);
    }
}
