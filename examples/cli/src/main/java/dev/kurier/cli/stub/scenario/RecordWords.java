package dev.kurier.cli.stub.scenario;

import dev.kurier.brokerstub.StoredRecord;
import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.StubPartition;
import dev.kurier.cli.stub.json.JsonFields;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a record that is to be put into a topic: <code>{"partition": 0, "key": "k", "value": "v"}</code>.
 *
 * @param partition where it belongs
 * @param timestampMs milliseconds since 1970, or null for the cluster's time
 */
public record RecordWords(
        StubPartition partition,
        byte @Nullable [] key,
        byte @Nullable [] value,
        List<StoredRecord.Header> headers,
        @Nullable Long timestampMs) {
    private static final String PARTITION = "partition";

    /**
     * Reads one record, or those in <code>{"records": […]}</code>; nothing is put into the topic yet.
     *
     * @throws IllegalArgumentException if a field is not known, missing or impossible, or the topic does not exist
     */
    public static List<RecordWords> read(JsonFields body, String topic, StubCluster cluster) {
        List<StubPartition> partitions = cluster.topic(topic).partitions();
        if (!body.has("records")) {
            return List.of(one(body, partitions));
        }
        List<RecordWords> all = body.objects("records").stream()
                .map(record -> one(record, partitions))
                .toList();
        body.done();
        return all;
    }

    /**
     * Puts it into the topic.
     *
     * @return its offset
     * @throws IllegalArgumentException if a broker would refuse it
     */
    public long insert() {
        return timestampMs == null
                ? partition.append(key, value, headers)
                : partition.append(key, value, headers, timestampMs);
    }

    private static RecordWords one(JsonFields record, List<StubPartition> partitions) {
        byte[] key = bytes(record, "key");
        byte[] value = bytes(record, "value");
        List<StoredRecord.Header> headers = new ArrayList<>();
        for (JsonFields header : record.objects("headers")) {
            byte[] content = bytes(header, "value");
            headers.add(new StoredRecord.Header(
                    header.requiredText("name"), content == null ? null : ByteBuffer.wrap(content)));
            header.done();
        }
        Long timestampMs = record.has("timestamp") ? (Long) record.requiredLong("timestamp", 0) : null;
        StubPartition partition = partition(record, partitions);
        record.done();
        return new RecordWords(partition, key, value, headers, timestampMs);
    }

    private static StubPartition partition(JsonFields record, List<StubPartition> partitions) {
        int index = !record.has(PARTITION) && partitions.size() == 1 ? 0 : record.requiredNumber(PARTITION, 0);
        if (index >= partitions.size()) {
            throw record.refusal(PARTITION, "=" + index + " is not one of 0.." + (partitions.size() - 1));
        }
        return partitions.get(index);
    }

    /** Returns what stands there as text or in Base64; null if neither does. */
    private static byte @Nullable [] bytes(JsonFields fields, String name) {
        String text = fields.text(name);
        String base64Name = name + "Base64";
        String base64 = fields.text(base64Name);
        if (text != null && base64 != null) {
            throw fields.refusal(base64Name, " and " + name + " are both there; one is allowed");
        }
        if (base64 == null) {
            return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw fields.refusal(base64Name, "=" + base64 + " is not Base64: " + e.getMessage());
        }
    }
}
