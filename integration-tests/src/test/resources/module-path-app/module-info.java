/** Is an application with a module of its own, as a user of Kurier would write it. */
module org.example.app {
    requires dev.kurier.producer;
    requires dev.kurier.brokerstub;

    uses dev.kurier.api.spi.SerializerProvider;
    uses dev.kurier.api.spi.PartitionerProvider;
    uses dev.kurier.api.spi.InterceptorProvider;
}
