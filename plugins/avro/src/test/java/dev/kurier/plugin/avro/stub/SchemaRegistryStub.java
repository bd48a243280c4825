package dev.kurier.plugin.avro.stub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.avro.Schema;

/**
 * Plays a schema registry in this process, on the loopback address, with faults on demand.
 *
 * <pre>{@code
 * try (SchemaRegistryStub registry = SchemaRegistryStub.start()) {
 *     settings.put("value.serializer.avro.schema.registry.url", registry.url());
 *     registry.failNext(1, 500);
 *     …
 *     assertThat(registry.schema(1)).isEqualTo(Order.SCHEMA);
 * }
 * }</pre>
 *
 * <p>Knows {@code POST /subjects/S/versions}, {@code POST /subjects/S}, {@code GET /subjects/S/versions/latest},
 * {@code GET /subjects} and {@code GET /schemas/ids/N}. Ids count from 1. May be used from any thread.
 */
public final class SchemaRegistryStub implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final StubSubjects subjects = new StubSubjects();
    private final StubFaults faults = new StubFaults();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private volatile String authorization;

    /**
     * Is a request that was received.
     *
     * @param path with the query
     * @param authorization the header, or null
     */
    public record Request(String method, String path, String authorization, String body) {}

    private SchemaRegistryStub(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", this::handle);
    }

    /** Starts one on a free port. */
    public static SchemaRegistryStub start() {
        try {
            SchemaRegistryStub stub = new SchemaRegistryStub(
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
            stub.server.start();
            return stub;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens, for {@code schema.registry.url}. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Registers a schema, and returns its id. */
    public int register(String subject, Schema schema) {
        return subjects.register(subject, schema.toString(), false).id();
    }

    /** The schema of an id. */
    public Schema schema(int id) {
        return new Schema.Parser().parse(subjects.schema(id));
    }

    /** The names of the subjects that have a version, sorted. */
    public List<String> subjects() {
        return subjects.subjects();
    }

    /** What was received until now, faults included. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /** Lets ids begin elsewhere; before the first schema. */
    public void firstId(int id) {
        subjects.firstId(id);
    }

    /** Refuses new versions of the subject as incompatible: status 409. */
    public void refuseNewVersions(String subject) {
        subjects.freeze(subject);
    }

    /** Answers 401 to all that don't send this {@code Authorization} header. */
    public void requireAuthorization(String header) {
        authorization = header;
    }

    /** Answers the next requests with a status and nothing that is JSON. */
    public void failNext(int times, int status) {
        faults.add(times, new StubFaults.Refuse(status, 0, ""));
    }

    /** Refuses the next request as a registry does. */
    public void refuseNext(int status, int errorCode, String message) {
        faults.add(1, new StubFaults.Refuse(status, errorCode, message));
    }

    /** Answers all requests from now on with a status and nothing that is JSON. */
    public void failAlways(int status) {
        faults.always(new StubFaults.Refuse(status, 0, ""));
    }

    /** Holds the next request back until the latch opens. */
    public void holdNext(CountDownLatch until) {
        faults.add(1, new StubFaults.Hold(until));
    }

    /** Answers nothing any more. */
    public void hangAlways() {
        faults.always(faults.holdUntilClosed());
    }

    /** Answers with headers and half of the body, and then with nothing any more. */
    public void tearAlways() {
        faults.always(faults.tearUntilClosed());
    }

    /** Forgets all faults. */
    public void clearFaults() {
        faults.clear();
    }

    @Override
    public void close() {
        faults.close();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String given = exchange.getRequestHeaders().getFirst("Authorization");
            requests.add(new Request(
                    exchange.getRequestMethod(), exchange.getRequestURI().toString(), given, body));
            StubFaults.Fault fault = faults.take();
            if (fault instanceof StubFaults.Hold hold) {
                hold.until().await();
            }
            try {
                if (fault instanceof StubFaults.Refuse refuse) {
                    throw new StubSubjects.Refused(refuse.status(), refuse.errorCode(), refuse.message());
                }
                if (authorization != null && !authorization.equals(given)) {
                    throw new StubSubjects.Refused(401, 401, "Unauthorized");
                }
                reply(exchange, 200, JSON.writeValueAsBytes(answer(exchange, body)), fault);
            } catch (StubSubjects.Refused e) {
                reply(exchange, e.status, refusal(e), fault);
            }
        } catch (InterruptedException e) {
            // The stub closes.
            Thread.currentThread().interrupt();
        }
    }

    private Object answer(HttpExchange exchange, String body) throws IOException {
        String[] path = exchange.getRequestURI().getRawPath().split("/");
        boolean normalize = "normalize=true".equals(exchange.getRequestURI().getQuery());
        boolean isPost = exchange.getRequestMethod().equals("POST");
        String what = path.length < 2 ? "" : path[1];
        if (what.equals("subjects") && path.length == 2 && !isPost) {
            return subjects.subjects();
        } else if (what.equals("subjects") && path.length == 3 && isPost) {
            return json(subjects.lookUp(decoded(path[2]), schema(body), normalize));
        } else if (what.equals("subjects") && path.length == 4 && isPost && path[3].equals("versions")) {
            return JSON.createObjectNode()
                    .put(
                            "id",
                            subjects.register(decoded(path[2]), schema(body), normalize)
                                    .id());
        } else if (what.equals("subjects") && path.length == 5 && !isPost && path[4].equals("latest")) {
            return json(subjects.latest(decoded(path[2])));
        } else if (what.equals("schemas") && path.length == 4 && !isPost) {
            return JSON.createObjectNode().put("schema", subjects.schema(Integer.parseInt(path[3])));
        }
        throw new StubSubjects.Refused(404, 404, "HTTP 404 Not Found");
    }

    private static ObjectNode json(StubSubjects.Version version) {
        return JSON.createObjectNode()
                .put("subject", version.subject())
                .put("version", version.version())
                .put("id", version.id())
                .put("schema", version.schema());
    }

    private static String schema(String body) throws IOException {
        JsonNode schema = JSON.readTree(body).path("schema");
        if (!schema.isTextual()) {
            throw new StubSubjects.Refused(422, 42201, "Empty schema");
        }
        return schema.asText();
    }

    private static byte[] refusal(StubSubjects.Refused refused) throws IOException {
        return refused.errorCode == 0
                ? "<html>no JSON here</html>".getBytes(StandardCharsets.UTF_8)
                : JSON.writeValueAsBytes(JSON.createObjectNode()
                        .put("error_code", refused.errorCode)
                        .put("message", refused.getMessage()));
    }

    private static void reply(HttpExchange exchange, int status, byte[] body, StubFaults.Fault fault)
            throws IOException, InterruptedException {
        exchange.getResponseHeaders().set("Content-Type", "application/vnd.schemaregistry.v1+json");
        exchange.sendResponseHeaders(status, body.length);
        OutputStream out = exchange.getResponseBody();
        if (fault instanceof StubFaults.Tear tear) {
            out.write(body, 0, body.length / 2);
            out.flush();
            tear.until().await();
        } else {
            out.write(body);
        }
    }

    private static String decoded(String segment) {
        return URLDecoder.decode(segment, StandardCharsets.UTF_8);
    }
}
