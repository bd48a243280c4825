/** The I/O thread: metadata, connections, requests, acks, retries, sequences. */
module dev.kurier.sender {
    requires transitive dev.kurier.api;
    requires transitive dev.kurier.protocol;
    requires transitive dev.kurier.accumulator;
    requires static org.jspecify;
    requires org.slf4j;

    exports dev.kurier.sender;
    exports dev.kurier.sender.cluster;
    exports dev.kurier.sender.lane;
    exports dev.kurier.sender.log;
    exports dev.kurier.sender.metrics;
    exports dev.kurier.sender.net;
    exports dev.kurier.sender.produce;
    exports dev.kurier.sender.transport;
    exports dev.kurier.sender.watch;
}
