package dev.kurier.cli.stub.control;

import dev.kurier.brokerstub.ReceivedRequest;
import dev.kurier.brokerstub.look.ProducedBatch;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ProtocolException;
import dev.kurier.protocol.record.BatchHeader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts a received request into JSON: its header, and of a Produce request the headers of its batches. */
final class RequestView {
    private RequestView() {}

    /** Returns the API that a query names. */
    static @Nullable ApiKey api(@Nullable String name) {
        if (name == null) {
            return null;
        }
        try {
            return ApiKey.valueOf(name.replace('-', '_').toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "api=" + name + " is not known; allowed: the APIs of Kafka's protocol, such as produce", e);
        }
    }

    /** Tells whether a request is one that the query asks for. */
    static boolean isWanted(ReceivedRequest request, Map<String, String> query) {
        return isOrUnsaid(query.get("broker"), request.brokerId())
                && isOrUnsaid(query.get("connection"), request.connectionId())
                && isOrUnsaid(query.get("version"), request.apiVersion())
                && isOrUnsaid(query.get("clientId"), request.clientId());
    }

    static Map<String, @Nullable Object> of(ReceivedRequest request) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        ApiKey api = request.api();
        view.put("api", api == null ? null : api.name());
        view.put("apiKey", request.apiKey());
        view.put("version", request.apiVersion());
        view.put("broker", request.brokerId());
        view.put("connection", request.connectionId());
        view.put("correlationId", request.correlationId());
        view.put("clientId", request.clientId());
        view.put("sizeBytes", request.sizeBytes());
        if (api == ApiKey.PRODUCE) {
            view.put("batches", batches(request));
        }
        return view;
    }

    private static List<Map<String, @Nullable Object>> batches(ReceivedRequest request) {
        try {
            return request.batches().stream().map(RequestView::of).toList();
        } catch (ProtocolException e) {
            return List.of();
        }
    }

    private static Map<String, @Nullable Object> of(ProducedBatch batch) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("topic", batch.topic());
        view.put("topicId", batch.topicId().toString());
        view.put("partition", batch.partition());
        view.put("sizeBytes", batch.sizeBytes());
        if (batch.sizeBytes() >= BatchHeader.SIZE) {
            BatchHeader header = batch.header();
            view.put("records", header.recordsCount());
            view.put("producerId", header.producerId());
            view.put("producerEpoch", header.producerEpoch());
            view.put("baseSequence", header.baseSequence());
            view.put("attributes", header.attributes());
        }
        return view;
    }

    private static boolean isOrUnsaid(@Nullable String wanted, @Nullable Object value) {
        return wanted == null || wanted.equals(Objects.toString(value, ""));
    }
}
