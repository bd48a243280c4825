package dev.kurier.cli.stub.control;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Serves the control port: HTTP and JSON, so that a test in any language can drive the stub.
 *
 * <p>{@value #THREADS} requests are worked on at a time, others queue. Those that wait for something do so apart, at most
 * {@value #MAX_WAITING} of them, and a further one is refused: what they wait for may be what the next request brings about. A
 * body is at most {@value #MAX_BODY_BYTES} bytes.
 */
public final class ControlServer implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ControlServer.class.getName());
    private static final int THREADS = 8;
    static final int MAX_WAITING = 256;
    private static final int IDLE_SECONDS = 10;
    private static final int BACKLOG = 64;
    private static final int MAX_BODY_BYTES = 1 << 20;

    private final HttpServer server;
    private final ExecutorService threads;
    private final ExecutorService waitingThreads;
    private final Callers callers;
    private final List<Route> routes;

    private ControlServer(HttpServer server, Callers callers, List<Route> routes) {
        this.server = server;
        this.callers = callers;
        this.routes = routes;
        this.threads = Executors.newFixedThreadPool(THREADS, task -> daemon(task, "kurier-stub-control"));
        this.waitingThreads = new ThreadPoolExecutor(
                0,
                MAX_WAITING,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                task -> daemon(task, "kurier-stub-control-waiting"));
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Opens the port.
     *
     * @param address where to listen; with port 0 at a free one
     * @param hosts the names that clients know this machine by
     * @throws IOException if the port can't be had
     */
    static ControlServer start(InetSocketAddress address, Set<String> hosts, List<Route> routes) throws IOException {
        if (address.isUnresolved()) {
            throw new IOException("host=" + address.getHostString() + " is not known here");
        }
        HttpServer http = HttpServer.create(address, BACKLOG);
        ControlServer control = new ControlServer(http, new Callers(hosts), routes);
        http.createContext("/", control::serve);
        http.setExecutor(control.threads);
        http.start();
        return control;
    }

    /** Returns where it listens. */
    public String url() {
        String host = server.getAddress().getHostString();
        return "http://" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":"
                + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        waitingThreads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        if (!mayWait(exchange)) {
            reply(exchange, () -> answer(exchange));
            return;
        }
        try {
            waitingThreads.execute(() -> {
                try {
                    reply(exchange, () -> answer(exchange));
                } catch (IOException e) {
                    LOG.log(System.Logger.Level.DEBUG, "whoever waited is gone", e);
                }
            });
        } catch (RejectedExecutionException e) {
            reply(
                    exchange,
                    () -> ControlAnswer.failed(
                            503, MAX_WAITING + " requests wait already, the most allowed; let some end first"));
        }
    }

    /** Comes to an answer, be it after a while. */
    @FunctionalInterface
    private interface Answering {
        ControlAnswer answer() throws IOException;
    }

    private boolean mayWait(HttpExchange exchange) {
        URI uri = exchange.getRequestURI();
        String query = Objects.requireNonNullElse(uri.getRawQuery(), "");
        return routes.stream()
                .anyMatch(route -> route.method().equals(exchange.getRequestMethod())
                        && route.match(uri.getPath()) != null
                        && route.waits().test(query));
    }

    private static void reply(HttpExchange exchange, Answering answering) throws IOException {
        try (exchange) {
            ControlAnswer answer = answering.answer();
            exchange.getResponseHeaders().set("Content-Type", answer.contentType());
            exchange.sendResponseHeaders(answer.status(), answer.body().length);
            exchange.getResponseBody().write(answer.body());
        }
    }

    private ControlAnswer answer(HttpExchange exchange) throws IOException {
        if (!callers.allow(
                exchange.getRequestHeaders().getFirst("Host"),
                exchange.getRequestHeaders().getFirst("Origin"))) {
            return ControlAnswer.failed(
                    403, "the request comes from a page of another site (Host or Origin); use " + url());
        }
        String path = exchange.getRequestURI().getPath();
        List<String> methods = new ArrayList<>();
        for (Route route : routes) {
            Map<String, String> values = route.match(path);
            if (values != null && route.method().equals(exchange.getRequestMethod())) {
                return run(route, values, exchange);
            }
            if (values != null) {
                methods.add(route.method());
            }
        }
        if (!methods.isEmpty()) {
            exchange.getResponseHeaders().set("Allow", String.join(", ", methods));
        }
        return !methods.isEmpty()
                ? ControlAnswer.failed(
                        405,
                        exchange.getRequestMethod() + " is not allowed on " + path + "; allowed: "
                                + String.join(", ", methods))
                : ControlAnswer.failed(404, path + " is not known; GET / lists what is");
    }

    private static ControlAnswer run(Route route, Map<String, String> values, HttpExchange exchange)
            throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
        if (body.length > MAX_BODY_BYTES) {
            return ControlAnswer.failed(413, "the body is larger than " + MAX_BODY_BYTES + " bytes");
        }
        try {
            String text = new String(body, StandardCharsets.UTF_8);
            return route.handler().handle(new ControlRequest(values, query(exchange), text));
        } catch (IllegalArgumentException | IllegalStateException e) {
            return ControlAnswer.failed(400, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    exchange.getRequestMethod() + " " + exchange.getRequestURI() + " failed",
                    e);
            return ControlAnswer.failed(500, e.toString());
        }
    }

    private static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> words = new LinkedHashMap<>();
        String query = exchange.getRequestURI().getRawQuery();
        for (String pair : query == null ? new String[0] : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            words.put(
                    URLDecoder.decode(name, StandardCharsets.UTF_8), URLDecoder.decode(value, StandardCharsets.UTF_8));
        }
        return words;
    }
}
