package dev.kurier.brokerstub.recording;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/**
 * Sends the requests of a recording to another cluster, and compares its answers with those recorded.
 *
 * <p>Each recorded connection becomes a connection. What was recorded is done in its order, one after the other, as fast as the
 * answers come: a request is sent when all that the recorded cluster did before it has been seen again. Requests are sent as
 * they were, byte for byte, but for the ids of topics: those become the ids that the other cluster has told for their names.
 *
 * <p>Immutable; each {@code with…} returns another.
 *
 * @param recording what is replayed
 * @param ignored names of fields that may differ, wherever they are
 * @param timeout how long an answer or an end may take
 */
public record Replay(Recording recording, Set<String> ignored, Duration timeout) {
    /** The fields that may differ unless told otherwise: times, addresses, and numbers that each cluster draws. */
    public static final Set<String> IGNORED =
            Set.of("throttleTimeMs", "logAppendTimeMs", "host", "port", "producerId", "sessionId");

    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

    /** Copies the set. */
    public Replay {
        ignored = Set.copyOf(ignored);
    }

    /** Replays a recording, ignoring {@link #IGNORED}. */
    public static Replay of(Recording recording) {
        return new Replay(recording, IGNORED, DEFAULT_TIMEOUT);
    }

    /** Ignores fields of these names as well. */
    public Replay withIgnored(String... names) {
        Set<String> all = new TreeSet<>(ignored);
        all.addAll(Arrays.asList(names));
        return new Replay(recording, all, timeout);
    }

    /** Ignores no field. */
    public Replay withNothingIgnored() {
        return new Replay(recording, Set.of(), timeout);
    }

    /** Gives an answer so much time. */
    public Replay withTimeout(Duration longest) {
        return new Replay(recording, ignored, longest);
    }

    /**
     * Sends the requests.
     *
     * @param bootstrapServers {@code host:port}, or several with commas; if the recording has other brokers than these are
     *     many, the first is asked where they are
     * @throws IOException if no connection can be had, or a broker of the recording is not in that cluster
     */
    public ReplayReport against(String bootstrapServers) throws IOException {
        Targets targets = Targets.of(bootstrapServers, recording, (int) timeout.toMillis());
        try (ReplayRun run = new ReplayRun(this, targets)) {
            return run.play();
        }
    }

    /** Reads {@code host:port}. */
    static InetSocketAddress address(String hostPort) {
        int colon = hostPort.lastIndexOf(':');
        try {
            int port = Integer.parseInt(hostPort.substring(colon + 1).strip());
            return new InetSocketAddress(
                    hostPort.substring(0, Math.max(0, colon)).strip(), port);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + hostPort + "' is not host:port", e);
        }
    }
}
