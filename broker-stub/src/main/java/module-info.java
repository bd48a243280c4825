/** An in-process Kafka cluster on real sockets, with a fault script. */
module dev.kurier.brokerstub {
    requires transitive dev.kurier.protocol;
    requires org.slf4j;
    requires static org.jspecify;
    requires static org.junit.jupiter.api;

    exports dev.kurier.brokerstub;
    exports dev.kurier.brokerstub.hangup;
    exports dev.kurier.brokerstub.junit;
    exports dev.kurier.brokerstub.lint;
    exports dev.kurier.brokerstub.look;
    exports dev.kurier.brokerstub.recording;
    exports dev.kurier.brokerstub.script;
}
