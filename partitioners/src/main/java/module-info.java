/** The built-in partitioner plugins. */
module dev.kurier.partitioners {
    requires dev.kurier.api;
    requires static org.jspecify;
}
