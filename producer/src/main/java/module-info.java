/** The wiring: settings, plugin discovery, the facade. */
module dev.kurier.producer {
    requires transitive dev.kurier.api;
    requires dev.kurier.accumulator;
    requires dev.kurier.sender;
    requires com.google.common;
    requires org.slf4j;
    requires static org.jspecify;

    exports dev.kurier.producer;
    exports dev.kurier.producer.listing;

    uses dev.kurier.api.spi.SerializerProvider;
    uses dev.kurier.api.spi.PartitionerProvider;
    uses dev.kurier.api.spi.InterceptorProvider;
    uses dev.kurier.api.spi.DeliveryListenerProvider;
}
