/** The three ways of sending, one short program each. */
module dev.kurier.quickstart {
    requires dev.kurier.producer;
    requires dev.kurier.brokerstub;
    requires static org.jspecify;
}
