/** Memory, open and sealed batches, and the queues between callers and the sender. */
module dev.kurier.accumulator {
    requires transitive dev.kurier.api;
    requires transitive dev.kurier.protocol;
    requires static org.jspecify;
    requires org.jctools.core.jdk11;
    requires java.management;
    requires jdk.management;

    exports dev.kurier.accumulator;
    exports dev.kurier.accumulator.delivery;
    exports dev.kurier.accumulator.handover;
    exports dev.kurier.accumulator.memory;
    exports dev.kurier.accumulator.sizing;
}
