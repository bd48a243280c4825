/** An interceptor that logs records and how they ended. */
module dev.kurier.plugin.logging {
    requires dev.kurier.api;
    requires org.slf4j;
    requires static org.jspecify;

    provides dev.kurier.api.spi.InterceptorProvider with
            dev.kurier.plugin.logging.LoggingProvider;
}
