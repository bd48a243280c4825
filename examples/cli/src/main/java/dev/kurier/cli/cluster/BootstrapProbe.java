package dev.kurier.cli.cluster;

import com.google.common.base.Joiner;
import com.google.common.net.HostAndPort;
import dev.kurier.cli.console.CommandFailure;
import dev.kurier.cli.console.ExitCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * Knocks at all addresses of all bootstrap servers at once until one takes a connection.
 *
 * <p>The library goes on trying, as a long-lived program wants; a command had better end and say why.
 */
final class BootstrapProbe {
    static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final long PAUSE_NS = 100_000_000;
    private static final String NO_ANSWER = "no answer";

    /** What was said last, by address; of a name without any, under no address. */
    private final Map<HostAndPort, Map<String, String>> refusals = new ConcurrentHashMap<>();

    private final CompletableFuture<HostAndPort> reached = new CompletableFuture<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "kurier-bootstrap-probe");
        thread.setDaemon(true);
        return thread;
    });

    private BootstrapProbe() {}

    /**
     * Returns as soon as one of the servers has taken a connection, which is closed again.
     *
     * @throws CommandFailure if none has within {@link #PATIENCE}, naming each and what it said
     */
    static void requireReachable(List<HostAndPort> servers) {
        new BootstrapProbe().knock(servers);
    }

    private void knock(List<HostAndPort> servers) {
        try {
            servers.forEach(server -> threads.execute(() -> knockAtAllOf(server)));
            reached.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new CommandFailure(ExitCode.CANNOT_CONNECT, message(servers));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.INTERRUPTED, "interrupted while connecting to " + servers);
        } catch (ExecutionException e) {
            throw new AssertionError("the future is never failed", e);
        } finally {
            threads.shutdownNow();
        }
    }

    /** A name may have several addresses of which some are dead: the library tries all, and so must this. */
    private void knockAtAllOf(HostAndPort server) {
        while (isWorthKnocking()) {
            try {
                InetAddress[] addresses = InetAddress.getAllByName(server.getHost());
                Map<String, String> answers = new ConcurrentSkipListMap<>();
                refusals.put(server, answers);
                for (InetAddress address : addresses) {
                    answers.put(address.getHostAddress(), NO_ANSWER);
                    threads.execute(() -> knockAt(server, new InetSocketAddress(address, server.getPort())));
                }
                return;
            } catch (UnknownHostException e) {
                refuse(server, "", "unknown host");
            } catch (RejectedExecutionException e) {
                return;
            }
        }
    }

    private void knockAt(HostAndPort server, InetSocketAddress address) {
        while (isWorthKnocking()) {
            try (Socket socket = new Socket()) {
                socket.connect(address, Math.toIntExact(PATIENCE.toMillis()));
                reached.complete(server);
            } catch (IOException e) {
                refuse(server, address.getAddress().getHostAddress(), String.valueOf(e.getMessage()));
            }
        }
    }

    private boolean isWorthKnocking() {
        return !Thread.currentThread().isInterrupted() && !reached.isDone();
    }

    private void refuse(HostAndPort server, String address, String reason) {
        refusals.computeIfAbsent(server, key -> new ConcurrentSkipListMap<>()).put(address, reason);
        LockSupport.parkNanos(PAUSE_NS);
    }

    private String message(List<HostAndPort> servers) {
        return servers.stream()
                .map(server -> server + " (" + refusal(server) + ")")
                .collect(Collectors.joining(
                        ", ",
                        "no broker could be reached in " + PATIENCE.toSeconds() + " s: ",
                        ". Is one running there? -b HOST:PORT names another address."));
    }

    private String refusal(HostAndPort server) {
        Map<String, String> ofAddresses = refusals.getOrDefault(server, Map.of());
        if (ofAddresses.size() > 1) {
            return Joiner.on("; ").withKeyValueSeparator(": ").join(ofAddresses);
        }
        return ofAddresses.values().stream().findFirst().orElse(NO_ANSWER);
    }
}
