package dev.kurier.testkit.check;

import dev.kurier.api.Header;
import dev.kurier.api.Headers;
import dev.kurier.api.spi.SerializationContext;
import dev.kurier.api.spi.Serializer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Is one call of a serializer, with a record's headers of which it must keep its hands. */
final class SampleCall implements SerializationContext {
    private static final byte[] GIVEN = "given".getBytes(StandardCharsets.UTF_8);

    private final boolean isKey;
    private final byte[] given = GIVEN.clone();
    private final SampleSink sink = new SampleSink();
    private Headers headers = Headers.none().with("given", given).with("empty", null);

    private SampleCall(boolean isKey) {
        this.isKey = isKey;
    }

    /** Serializes a sample as a sending thread does. */
    static <T> SampleCall of(Serializer<T> serializer, boolean isKey, T value) {
        return SendingThread.call(() -> {
            SampleCall call = new SampleCall(isKey);
            serializer.serialize(call, value, call.sink);
            call.sink.end();
            return call;
        });
    }

    @Override
    public String topic() {
        return "contract";
    }

    @Override
    public boolean isKey() {
        return isKey;
    }

    @Override
    public Headers headers() {
        return headers;
    }

    @Override
    public void addHeader(String name, byte @Nullable [] value) {
        headers = headers.with(name, value);
    }

    SampleSink sink() {
        return sink;
    }

    byte[] bytes() {
        return sink.result();
    }

    void requireHeadersKept() {
        ContractViolation.unless(
                Arrays.equals(given, GIVEN),
                "it changed the bytes of a header that the record had: add another header");
    }

    /** Tells whether two calls came to the same bytes and headers. */
    boolean isLike(SampleCall other) {
        boolean isLike = Arrays.equals(bytes(), other.bytes()) && headers.size() == other.headers.size();
        for (int i = 0; isLike && i < headers.size(); i++) {
            Header one = headers.get(i);
            Header two = other.headers.get(i);
            isLike = one.name().equals(two.name()) && Arrays.equals(one.value(), two.value());
        }
        return isLike;
    }
}
