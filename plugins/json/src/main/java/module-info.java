/** A serializer of any object as JSON, with Jackson 3. */
module dev.kurier.plugin.json {
    requires dev.kurier.api;
    requires transitive tools.jackson.databind;
    requires static org.jspecify;

    exports dev.kurier.plugin.json;

    provides dev.kurier.api.spi.SerializerProvider with
            dev.kurier.plugin.json.JsonSerializerProvider;
}
