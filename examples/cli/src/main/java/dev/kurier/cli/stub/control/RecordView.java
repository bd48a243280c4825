package dev.kurier.cli.stub.control;

import dev.kurier.brokerstub.StoredRecord;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts a record into JSON: its text, and its bytes in Base64 because they may be no text. */
final class RecordView {
    private RecordView() {}

    /** Shows the last of these records, as many as the limit allows. */
    static List<Map<String, @Nullable Object>> newest(List<StoredRecord> records, int limit) {
        int from = Math.max(0, records.size() - limit);
        return records.subList(from, records.size()).stream()
                .map(RecordView::of)
                .toList();
    }

    private static Map<String, @Nullable Object> of(StoredRecord record) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("partition", record.partition());
        view.put("offset", record.offset());
        view.put("timestamp", record.timestampMs());
        view.put("key", record.keyText());
        view.put("value", record.valueText());
        view.put("keyBase64", base64(record.key()));
        view.put("valueBase64", base64(record.value()));
        view.put("headers", record.headers().stream().map(RecordView::header).toList());
        view.put("producerId", record.producerId());
        view.put("producerEpoch", record.producerEpoch());
        view.put("sequence", record.sequence());
        return view;
    }

    private static Map<String, @Nullable Object> header(StoredRecord.Header header) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("name", header.name());
        view.put("value", header.valueText());
        view.put("valueBase64", base64(header.value()));
        return view;
    }

    private static @Nullable String base64(@Nullable ByteBuffer bytes) {
        if (bytes == null) {
            return null;
        }
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return Base64.getEncoder().encodeToString(copy);
    }
}
