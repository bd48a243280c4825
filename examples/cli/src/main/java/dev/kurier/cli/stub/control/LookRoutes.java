package dev.kurier.cli.stub.control;

import dev.kurier.brokerstub.ReceivedRequest;
import dev.kurier.brokerstub.ReceivedRequests;
import dev.kurier.brokerstub.StoredRecords;
import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.hangup.HangUp;
import dev.kurier.protocol.ApiKey;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lists what can be looked at: records, requests, figures. */
final class LookRoutes {
    private static final int DEFAULT_LIMIT = 1_000;

    /** How many requests or records an answer has at most. */
    private static final int MAX_LIMIT = 100_000;

    private final StubCluster cluster;

    LookRoutes(StubCluster cluster) {
        this.cluster = cluster;
    }

    List<Route> routes() {
        return List.of(
                new Route(
                        "GET",
                        "/topics/{topic}/records",
                        "the newest records, ?partition=0&limit=1000&atLeast=1&timeout=5s",
                        LookRoutes::waits,
                        this::records),
                new Route(
                        "GET",
                        "/requests",
                        "the newest requests, ?api=produce&limit=1000",
                        LookRoutes::waits,
                        this::requests),
                new Route(
                        "GET",
                        "/hang-ups",
                        "the newest connections that the stub has closed, ?limit=1000",
                        this::hangUps),
                new Route("GET", "/metrics", "figures, in the text format of Prometheus", request -> metrics()));
    }

    private static boolean waits(String query) {
        return query.contains("timeout");
    }

    private ControlAnswer records(ControlRequest request) {
        request.allow("partition", "limit", "atLeast", "timeout");
        String topic = request.text("topic");
        Integer partition =
                request.query().containsKey("partition") ? (Integer) request.queryNumber("partition", 0) : null;
        int atLeast = request.queryNumber("atLeast", 0);
        if (atLeast <= 0) {
            requireThere(topic, partition);
        }
        StoredRecords records = partition == null ? cluster.records(topic) : cluster.records(topic, partition);
        try {
            return ControlAnswer.ok(RecordView.newest(records.await(atLeast, timeout(request)), limit(request)));
        } catch (AssertionError e) {
            return ControlAnswer.failed(408, String.valueOf(e.getMessage()));
        }
    }

    /** Who waits for no records asks about a topic that is there: a misspelt one must not look like an empty one. */
    private void requireThere(String topic, @Nullable Integer partition) {
        int partitions = cluster.topic(topic).partitions().size();
        if (partition != null && (partition < 0 || partition >= partitions)) {
            throw new IllegalArgumentException(
                    "partition=" + partition + " of topic=" + topic + " is not one of 0.." + (partitions - 1));
        }
    }

    private ControlAnswer requests(ControlRequest request) {
        request.allow("api", "broker", "connection", "clientId", "version", "limit", "atLeast", "timeout");
        ApiKey api = RequestView.api(request.query().get("api"));
        ReceivedRequests all = api == null ? cluster.requests() : cluster.requests(api);
        Map<String, String> query = request.query();
        int atLeast = request.queryNumber("atLeast", 0);
        try {
            List<ReceivedRequest> wanted =
                    wanted(all.await(list -> wanted(list, query).size() >= atLeast, timeout(request)), query);
            int from = Math.max(0, wanted.size() - limit(request));
            return ControlAnswer.ok(wanted.subList(from, wanted.size()).stream()
                    .map(RequestView::of)
                    .toList());
        } catch (AssertionError e) {
            return ControlAnswer.failed(408, String.valueOf(e.getMessage()));
        }
    }

    private ControlAnswer hangUps(ControlRequest request) {
        request.allow("limit");
        List<HangUp> all = cluster.hangUps();
        return ControlAnswer.ok(all.subList(Math.max(0, all.size() - limit(request)), all.size()).stream()
                .map(LookRoutes::view)
                .toList());
    }

    private static Map<String, @Nullable Object> view(HangUp hangUp) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("client", hangUp.peer());
        view.put("clientId", hangUp.clientId());
        view.put("broker", hangUp.brokerId());
        view.put("connection", hangUp.connectionId());
        view.put("cause", hangUp.cause().toString());
        view.put("request", hangUp.request());
        view.put("reason", hangUp.reason());
        return view;
    }

    private ControlAnswer metrics() {
        return ControlAnswer.text(MetricsPage.CONTENT_TYPE, MetricsPage.of(cluster.figures()));
    }

    private static List<ReceivedRequest> wanted(List<ReceivedRequest> all, Map<String, String> query) {
        return all.stream().filter(one -> RequestView.isWanted(one, query)).toList();
    }

    private static int limit(ControlRequest request) {
        int limit = request.queryNumber("limit", DEFAULT_LIMIT);
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit=" + limit + " is not allowed: 1 to " + MAX_LIMIT);
        }
        return limit;
    }

    private static Duration timeout(ControlRequest request) {
        return request.queryTime("timeout", Duration.ZERO, ControlRequest.MAX_WAIT);
    }
}
