/** The built-in partitioner plugins. */
module dev.kurier.partitioners {
    requires dev.kurier.api;
    requires static org.jspecify;

    provides dev.kurier.api.spi.PartitionerProvider with
            dev.kurier.partitioners.DefaultPartitionerProvider,
            dev.kurier.partitioners.RackAwarePartitionerProvider,
            dev.kurier.partitioners.RoundRobinPartitionerProvider,
            dev.kurier.partitioners.StickyPartitionerProvider,
            dev.kurier.partitioners.librdkafka.ConsistentProvider,
            dev.kurier.partitioners.librdkafka.ConsistentRandomProvider,
            dev.kurier.partitioners.librdkafka.Fnv1aProvider,
            dev.kurier.partitioners.librdkafka.Fnv1aRandomProvider,
            dev.kurier.partitioners.librdkafka.Murmur2Provider,
            dev.kurier.partitioners.librdkafka.Murmur2RandomProvider;
}
