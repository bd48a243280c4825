/** The built-in partitioner plugins. */
module dev.kurier.partitioners {
    requires dev.kurier.api;
    requires static org.jspecify;

    provides dev.kurier.api.spi.PartitionerProvider with
            dev.kurier.partitioners.DefaultPartitionerProvider,
            dev.kurier.partitioners.RoundRobinPartitionerProvider,
            dev.kurier.partitioners.StickyPartitionerProvider;
}
