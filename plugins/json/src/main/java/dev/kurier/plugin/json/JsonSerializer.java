package dev.kurier.plugin.json;

import dev.kurier.api.error.SerializationException;
import dev.kurier.api.spi.BytesSink;
import dev.kurier.api.spi.SerializationContext;
import dev.kurier.api.spi.Serializer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.ObjectWriter;

/**
 * Writes any object as JSON.
 *
 * <p>May be used by any number of threads. Jackson's buffer goes straight into the record's.
 */
public final class JsonSerializer implements Serializer<Object> {
    private final ObjectWriter writer;
    private final @Nullable String typeHeader;

    JsonSerializer(ObjectMapper mapper, @Nullable String typeHeader) {
        this.writer = mapper.writer();
        this.typeHeader = typeHeader;
    }

    /** Makes a serializer that writes what {@code mapper} writes, to be handed to a producer in code. */
    public static JsonSerializer of(ObjectMapper mapper) {
        return new JsonSerializer(mapper, null);
    }

    /**
     * Writes {@code value}.
     *
     * @throws SerializationException if it can't be written; the message names the path of the property that failed
     */
    @Override
    public void serialize(SerializationContext context, Object value, BytesSink sink) {
        try {
            writer.writeValue(sink.asStream(), value);
        } catch (JacksonException e) {
            throw failure(context, value, e);
        }
        if (typeHeader != null) {
            context.addHeader(typeHeader, value.getClass().getName().getBytes(StandardCharsets.UTF_8));
        }
    }

    private static SerializationException failure(SerializationContext context, Object value, JacksonException e) {
        String path = path(e.getPath());
        return new SerializationException(
                (context.isKey() ? "the key" : "the value") + " of a record for topic '" + context.topic() + "', a "
                        + value.getClass().getName() + ", can't be written as JSON"
                        + (path.isEmpty() ? "" : " because of its property " + path) + ": " + reason(e)
                        + ". Correct the object, or keep the property out of the JSON.",
                e);
    }

    /** What happened, by Jackson or by code of the object's class. */
    private static String reason(JacksonException e) {
        Throwable cause = e.getCause();
        return cause == null || cause instanceof JacksonException ? e.getOriginalMessage() : cause.toString();
    }

    /** The way to the property: {@code customer.orders[2].total}; of a cycle only its beginning. */
    private static String path(List<JacksonException.Reference> references) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference reference : references) {
            if (path.length() > 200) {
                return path + "…";
            }
            String name = reference.getPropertyName();
            if (name == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(name);
            }
        }
        return path.toString();
    }
}
