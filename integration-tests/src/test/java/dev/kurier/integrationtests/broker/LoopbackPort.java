package dev.kurier.integrationtests.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Finds ports for brokers. */
public final class LoopbackPort {
    /*
     * Below the range from which systems give ports to outgoing connections: a client that keeps connecting to the port
     * of a dead broker could otherwise be given that very port and meet itself.
     */
    private static final int FIRST = 20_000;
    private static final int LAST = 32_000;
    private static final int ATTEMPTS = 100;

    private LoopbackPort() {}

    /** Returns a port that was free a moment ago. */
    public static int free() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            try (ServerSocket probe = new ServerSocket()) {
                probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return port;
            } catch (IOException e) {
                // Taken: try another.
            }
        }
        throw new IllegalStateException(
                "No free port found between " + FIRST + " and " + LAST + " in attempts=" + ATTEMPTS);
    }
}
