package dev.kurier.plugin.avro.registry;

import dev.kurier.api.error.InterruptException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Brings requests to the instances of a registry: the next one when one fails, all again after a pause.
 *
 * <p>A failure is: no connection, no complete answer within the time-out of a request, or a status of 500 and up. Any other
 * status is an answer, for every instance would give it. Blocks the caller at most for the total time-out, and holds no
 * lock meanwhile. May be used from any thread.
 */
final class RegistryTransport implements AutoCloseable {
    private static final int FIRST_SERVER_ERROR = 500;
    private static final int LARGEST_ANSWER_BYTES = 16 << 20;

    private final RegistrySettings settings;
    private final RegistryTime time;
    private @Nullable HttpClient client;
    private volatile int preferred;
    private volatile boolean closed;

    RegistryTransport(RegistrySettings settings, RegistryTime time) {
        this.settings = settings;
        this.time = time;
    }

    /** Is an answer of status 2xx. */
    record Answer(URI from, int status, byte[] body) {}

    /**
     * Sends the request until an instance answers.
     *
     * @throws RegistryException if it is refused, or none answers in time
     */
    Answer send(RegistryRequest request) {
        long deadlineNs = time.nanoTime() + settings.totalTimeout().toNanos();
        List<URI> urls = settings.urls();
        String lastFailure = "";
        Throwable cause = null;
        int tries = 0;
        for (int round = 0; round <= settings.retries(); round++) {
            if (round > 0 && !pause(round, deadlineNs)) {
                break;
            }
            int first = preferred;
            for (int i = 0; i < urls.size(); i++) {
                long leftNs = deadlineNs - time.nanoTime();
                if (leftNs <= 0 || closed) {
                    break;
                }
                int index = (first + i) % urls.size();
                tries++;
                try {
                    HttpResponse<byte[]> response = exchange(urls.get(index), request, leftNs);
                    if (response.statusCode() < FIRST_SERVER_ERROR) {
                        preferred = index;
                        return accepted(urls.get(index), request, response);
                    }
                    lastFailure = urls.get(index) + " answered " + status(response);
                    cause = null;
                } catch (IOException e) {
                    lastFailure = urls.get(index) + ": " + words(e);
                    cause = e;
                }
            }
        }
        throw unreachable(request, tries, lastFailure, cause);
    }

    @Override
    public void close() {
        closed = true;
    }

    private Answer accepted(URI from, RegistryRequest request, HttpResponse<byte[]> response) {
        int status = response.statusCode();
        if (status >= 200 && status < 300) {
            return new Answer(from, status, response.body());
        }
        throw new RegistryException(
                "schema registry " + from + " answered " + request.doing() + " with " + status(response) + ". "
                        + RegistryAdvice.of(status),
                status,
                RegistryJson.refusal(response.body()).errorCode(),
                null);
    }

    private static String status(HttpResponse<byte[]> response) {
        RegistryJson.Refusal refusal = RegistryJson.refusal(response.body());
        return "status=" + response.statusCode()
                + (refusal.errorCode() == RegistryException.NONE ? "" : " error_code=" + refusal.errorCode())
                + (refusal.message().isEmpty() ? "" : " (" + refusal.message() + ")");
    }

    private HttpResponse<byte[]> exchange(URI base, RegistryRequest request, long leftNs) throws IOException {
        long timeoutNs = Math.min(leftNs, settings.requestTimeout().toNanos());
        CompletableFuture<HttpResponse<byte[]>> answer =
                client().sendAsync(http(base, request, timeoutNs), info -> new LimitedBody(LARGEST_ANSWER_BYTES));
        try {
            // The client's own time-out ends with the headers; this one covers the body as well.
            return answer.get(timeoutNs, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException("no complete answer within " + TimeUnit.NANOSECONDS.toMillis(timeoutNs) + " ms", e);
        } catch (ExecutionException e) {
            Throwable reason = e.getCause();
            throw reason instanceof IOException failure ? failure : new IOException(reason);
        } catch (InterruptedException e) {
            answer.cancel(true);
            throw interrupted(request.doing());
        }
    }

    private HttpRequest http(URI base, RegistryRequest request, long timeoutNs) {
        String root = base.toString();
        URI uri = URI.create((root.endsWith("/") ? root.substring(0, root.length() - 1) : root) + request.path());
        HttpRequest.Builder builder = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofNanos(timeoutNs))
                .header("Accept", "application/vnd.schemaregistry.v1+json, application/json");
        settings.authorization().ifPresent(secret -> builder.header("Authorization", secret.reveal()));
        String body = request.body();
        return body == null
                ? builder.GET().build()
                : builder.header("Content-Type", "application/vnd.schemaregistry.v1+json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
    }

    /** Makes the HTTP client when it is first needed, for it starts a thread. */
    private synchronized HttpClient client() {
        HttpClient made = client;
        if (made == null) {
            made = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(settings.requestTimeout())
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
            client = made;
        }
        return made;
    }

    /** Waits before a round of retries; false if the time is up. */
    private boolean pause(int round, long deadlineNs) {
        long pauseNs = settings.retryBackoff().toNanos() << Math.min(round - 1, 20);
        long leftNs = deadlineNs - time.nanoTime();
        if (leftNs <= 0 || closed) {
            return false;
        }
        try {
            time.pause(Math.min(pauseNs, leftNs));
            return true;
        } catch (InterruptedException e) {
            throw interrupted("waiting for an instance that answers");
        }
    }

    private RegistryException unreachable(
            RegistryRequest request, int tries, String lastFailure, @Nullable Throwable cause) {
        String reason = closed
                ? "the producer was closed"
                : tries + " tries at schema.registry.url=" + settings.urls() + " within timeout.ms="
                        + settings.totalTimeout().toMillis() + " failed, the last one at " + lastFailure;
        return new RegistryException(
                "no schema registry answered " + request.doing() + ": " + reason
                        + ". Check the URL and the network; the same record may be sent again.",
                RegistryException.NONE,
                RegistryException.NONE,
                cause);
    }

    private static InterruptException interrupted(String doing) {
        Thread.currentThread().interrupt();
        return new InterruptException("interrupted while " + doing
                + ". The record was not sent; end what the thread was doing, or send it again.");
    }

    private static String words(IOException failure) {
        String message = failure.getMessage();
        return failure.getClass().getSimpleName() + (message == null ? "" : " (" + message + ")");
    }
}
