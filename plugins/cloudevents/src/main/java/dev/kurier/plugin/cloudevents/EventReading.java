package dev.kurier.plugin.cloudevents;

import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.format.EventFormat;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes an event in the forms that applications have it in.
 *
 * <p>These are a {@link CloudEvent}; a map of attribute names, and {@code data} as bytes or text, which needs no class of
 * CloudEvents' library; and a text in the event format.
 *
 * @param format how texts are read
 */
record EventReading(EventFormat format) {
    private static final String DATA = "data";
    private static final String VERSION = "specversion";

    /**
     * The event.
     *
     * @throws IllegalArgumentException if it is none; the message says what is wrong
     */
    CloudEvent eventOf(Object value) {
        if (value instanceof CloudEvent event) {
            return event;
        }
        if (value instanceof Map<?, ?> attributes) {
            return ofMap(attributes);
        }
        if (value instanceof String text) {
            return format.deserialize(text.getBytes(StandardCharsets.UTF_8));
        }
        throw new IllegalArgumentException("it is a " + value.getClass().getName()
                + (isForeignEvent(value.getClass())
                        ? ", whose CloudEvent is not the plugin's: a plugin of kurier.plugin.path has a library of its own."
                                + " Put the plugin on the class path, or send a map of the attributes"
                        : ", must be a CloudEvent, a map of its attributes, or a text in the event format"));
    }

    private static CloudEvent ofMap(Map<?, ?> attributes) {
        Object version = attributes.get(VERSION);
        CloudEventBuilder builder = CloudEventBuilder.fromSpecVersion(
                version == null ? SpecVersion.V1 : SpecVersion.parse(version.toString()));
        attributes.forEach((name, value) -> {
            if (name == null) {
                throw new IllegalArgumentException("the name of an attribute is null");
            }
            if (value != null && !name.equals(VERSION) && !name.equals(DATA)) {
                set(builder, name.toString(), value);
            }
        });
        byte[] data = dataOf(attributes.get(DATA));
        if (data != null) {
            builder.withData(data);
        }
        return builder.build();
    }

    private static void set(CloudEventBuilder builder, String name, Object value) {
        if (value instanceof OffsetDateTime time) {
            builder.withContextAttribute(name, time);
        } else if (value instanceof URI uri) {
            builder.withContextAttribute(name, uri);
        } else if (value instanceof Boolean flag) {
            builder.withContextAttribute(name, flag);
        } else if (value instanceof Integer number) {
            builder.withContextAttribute(name, number);
        } else if (value instanceof byte[] bytes) {
            builder.withContextAttribute(name, bytes);
        } else {
            builder.withContextAttribute(name, value.toString());
        }
    }

    private static byte @Nullable [] dataOf(@Nullable Object data) {
        if (data == null || data instanceof byte[]) {
            return (byte[]) data;
        }
        if (data instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        throw new IllegalArgumentException(
                "its data is a " + data.getClass().getName() + ", must be bytes or a text. Serialize it first");
    }

    private static boolean isForeignEvent(Class<?> type) {
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            for (Class<?> face : at.getInterfaces()) {
                if (face.getName().equals(CloudEvent.class.getName()) || isForeignEvent(face)) {
                    return true;
                }
            }
        }
        return false;
    }
}
