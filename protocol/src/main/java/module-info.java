/** Kafka's bytes: primitives, one package per API, record batches, compression. */
module dev.kurier.protocol {
    requires static transitive org.jspecify;
    requires static com.github.luben.zstd_jni;
    requires static org.lz4.java;
    requires static org.xerial.snappy;

    exports dev.kurier.protocol;
    exports dev.kurier.protocol.apiversions;
    exports dev.kurier.protocol.compress;
    exports dev.kurier.protocol.createpartitions;
    exports dev.kurier.protocol.createtopics;
    exports dev.kurier.protocol.deleterecords;
    exports dev.kurier.protocol.deletetopics;
    exports dev.kurier.protocol.describecluster;
    exports dev.kurier.protocol.describeconfigs;
    exports dev.kurier.protocol.describetopicpartitions;
    exports dev.kurier.protocol.fetch;
    exports dev.kurier.protocol.findcoordinator;
    exports dev.kurier.protocol.incrementalalterconfigs;
    exports dev.kurier.protocol.initproducerid;
    exports dev.kurier.protocol.listoffsets;
    exports dev.kurier.protocol.metadata;
    exports dev.kurier.protocol.offsetforleaderepoch;
    exports dev.kurier.protocol.produce;
    exports dev.kurier.protocol.record;
}
