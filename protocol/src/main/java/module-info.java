/** Kafka's bytes: primitives, one package per API, record batches, compression. */
module dev.kurier.protocol {
    requires static transitive org.jspecify;

    exports dev.kurier.protocol;
    exports dev.kurier.protocol.apiversions;
    exports dev.kurier.protocol.fetch;
    exports dev.kurier.protocol.initproducerid;
    exports dev.kurier.protocol.listoffsets;
    exports dev.kurier.protocol.metadata;
    exports dev.kurier.protocol.produce;
}
