/** Kafka's bytes: primitives, one package per API, record batches, compression. */
module dev.kurier.protocol {
    requires static transitive org.jspecify;
}
