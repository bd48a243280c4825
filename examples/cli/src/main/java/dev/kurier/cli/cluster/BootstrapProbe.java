package dev.kurier.cli.cluster;

import com.google.common.net.HostAndPort;
import dev.kurier.cli.console.CommandFailure;
import dev.kurier.cli.console.ExitCode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * Knocks at all bootstrap servers at once until one takes a connection.
 *
 * <p>The library goes on trying, as a long-lived program wants; a command had better end and say why.
 */
final class BootstrapProbe {
    static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final long PAUSE_NS = 100_000_000;

    private final Map<HostAndPort, String> refusals = new ConcurrentHashMap<>();
    private final CompletableFuture<HostAndPort> reached = new CompletableFuture<>();

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
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "kurier-bootstrap-probe");
            thread.setDaemon(true);
            return thread;
        });
        try {
            servers.forEach(server -> threads.execute(() -> knockAt(server)));
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

    private void knockAt(HostAndPort server) {
        while (!Thread.currentThread().isInterrupted() && !reached.isDone()) {
            try (Socket socket = new Socket()) {
                socket.connect(
                        new InetSocketAddress(server.getHost(), server.getPort()),
                        Math.toIntExact(PATIENCE.toMillis()));
                reached.complete(server);
            } catch (UnknownHostException e) {
                refusals.put(server, "unknown host");
                LockSupport.parkNanos(PAUSE_NS);
            } catch (IOException e) {
                refusals.put(server, String.valueOf(e.getMessage()));
                LockSupport.parkNanos(PAUSE_NS);
            }
        }
    }

    private String message(List<HostAndPort> servers) {
        return servers.stream()
                .map(server -> server + " (" + refusals.getOrDefault(server, "no answer") + ")")
                .collect(Collectors.joining(
                        ", ",
                        "no broker could be reached in " + PATIENCE.toSeconds() + " s: ",
                        ". Is one running there? -b HOST:PORT names another address."));
    }
}
