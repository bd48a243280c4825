package dev.kurier.brokerstub;

import dev.kurier.brokerstub.look.KeptRequest;
import dev.kurier.brokerstub.look.Patience;
import dev.kurier.brokerstub.look.ProducedBatch;
import dev.kurier.brokerstub.look.RequestLog;
import dev.kurier.protocol.ApiKey;
import java.time.Duration;
import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lists the requests that had come when it was made, oldest first, and can wait for more.
 *
 * <p>A list that never changes: each wait returns a newer one. Immutable, may be used from any thread.
 */
public final class ReceivedRequests extends AbstractList<ReceivedRequest> {
    private static final int MOST_NAMED = 10;

    private final Source source;
    private final List<ReceivedRequest> requests;

    private ReceivedRequests(Source source, List<ReceivedRequest> requests) {
        this.source = source;
        this.requests = requests;
    }

    /** Says where the requests come from, and which of them are meant. */
    private record Source(
            RequestLog log, Patience patience, @Nullable ApiKey api) {
        ReceivedRequests look(List<KeptRequest> kept) {
            return new ReceivedRequests(
                    this,
                    kept.stream()
                            .filter(request -> api == null || request.header().apiKey() == api.id())
                            .map(ReceivedRequest::of)
                            .toList());
        }

        String name() {
            return api == null ? "requests" : api + " requests";
        }
    }

    static ReceivedRequests of(RequestLog log, Patience patience, List<KeptRequest> kept, @Nullable ApiKey api) {
        return new Source(log, patience, api).look(kept);
    }

    @Override
    public ReceivedRequest get(int index) {
        return requests.get(index);
    }

    @Override
    public int size() {
        return requests.size();
    }

    /**
     * Waits until at least this many are there.
     *
     * @return all that are there then
     * @throws AssertionError if they don't come in that time; says what came instead
     * @throws IllegalStateException if the cluster does not record requests
     */
    public ReceivedRequests await(int count, Duration time) {
        return await(list -> list.size() >= count, time, count + " " + source.name());
    }

    /**
     * Waits until the list of all that came satisfies a condition, which is asked again after each request.
     *
     * @return the list that does
     * @throws AssertionError if it doesn't in that time; says what came instead
     * @throws IllegalStateException if the cluster does not record requests
     */
    public ReceivedRequests await(Predicate<? super ReceivedRequests> condition, Duration time) {
        return await(condition, time, source.name() + " that satisfy the condition");
    }

    /**
     * Returns the newest.
     *
     * @throws AssertionError if there is none
     * @throws IllegalStateException if the cluster does not record requests
     */
    public ReceivedRequest last() {
        requireRecording();
        if (isEmpty()) {
            throw new AssertionError("there are no " + source.name() + " yet; await(1, …) waits for one");
        }
        return get(size() - 1);
    }

    /** Returns the batches of all Produce requests among them, in the order in which they came. */
    public List<ProducedBatch> batches() {
        return stream()
                .filter(request -> request.api() == ApiKey.PRODUCE)
                .flatMap(request -> request.batches().stream())
                .toList();
    }

    private ReceivedRequests await(Predicate<? super ReceivedRequests> enough, Duration time, String wanted) {
        requireRecording();
        return source.patience()
                .await(
                        source.log()::all,
                        source::look,
                        enough,
                        time,
                        seen -> "wanted " + wanted + ", " + seen.described());
    }

    private void requireRecording() {
        if (!source.log().isEnabled()) {
            throw new IllegalStateException(
                    "this cluster keeps no requests; build it with StubClusterBuilder.recordRequests(true)");
        }
    }

    private String described() {
        String newest = stream()
                .skip(Math.max(0, size() - MOST_NAMED))
                .map(request -> Objects.requireNonNullElse(request.api(), "api_key=" + request.apiKey()) + " v"
                        + request.apiVersion() + " from " + request.clientId() + " to broker " + request.brokerId())
                .collect(Collectors.joining("; "));
        return "got " + size() + (isEmpty() ? "" : ", the newest: " + newest);
    }
}
