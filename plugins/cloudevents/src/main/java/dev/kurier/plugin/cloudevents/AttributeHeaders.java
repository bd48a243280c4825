package dev.kurier.plugin.cloudevents;

import dev.kurier.api.spi.SerializationContext;
import io.cloudevents.SpecVersion;
import io.cloudevents.rw.CloudEventContextWriter;
import java.nio.charset.StandardCharsets;

/** Writes each attribute and extension as a header: {@code ce_} and its name, but for the content type of the data. */
record AttributeHeaders(SerializationContext context) implements CloudEventContextWriter {
    static final String CONTENT_TYPE = "content-type";
    private static final String PREFIX = "ce_";

    AttributeHeaders specVersion(SpecVersion version) {
        return withContextAttribute("specversion", version.toString());
    }

    @Override
    public AttributeHeaders withContextAttribute(String name, String value) {
        context.addHeader(
                name.equals("datacontenttype") ? CONTENT_TYPE : PREFIX + name, value.getBytes(StandardCharsets.UTF_8));
        return this;
    }
}
