/** The I/O thread: metadata, connections, requests, acks, retries, sequences. */
module dev.kurier.sender {
    requires transitive dev.kurier.api;
    requires transitive dev.kurier.protocol;
    requires transitive dev.kurier.accumulator;
    requires static org.jspecify;
    requires org.jctools.core.jdk11;
    requires org.slf4j;
}
