/** Serializes to Avro with a schema registry. */
module dev.kurier.plugin.avro {
    requires dev.kurier.api;
    requires java.net.http;
    requires com.fasterxml.jackson.databind;
    requires org.apache.avro;
    requires static org.jspecify;

    exports dev.kurier.plugin.avro.registry;

    provides dev.kurier.api.spi.SerializerProvider with
            dev.kurier.plugin.avro.AvroSerializerProvider;
}
