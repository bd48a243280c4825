/** A serializer of CloudEvents in the Kafka protocol binding. */
module dev.kurier.plugin.cloudevents {
    // For the format, whose module names nothing that it needs.
    requires com.fasterxml.jackson.databind;
    requires dev.kurier.api;
    requires io.cloudevents.api;
    requires io.cloudevents.core;
    requires io.cloudevents.formats.jackson;
    requires static org.jspecify;

    provides dev.kurier.api.spi.SerializerProvider with
            dev.kurier.plugin.cloudevents.CloudEventSerializerProvider;
}
