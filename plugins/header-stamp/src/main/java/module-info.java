/** An interceptor that adds headers. */
module dev.kurier.plugin.headerstamp {
    requires dev.kurier.api;
    requires static org.jspecify;

    provides dev.kurier.api.spi.InterceptorProvider with
            dev.kurier.plugin.headerstamp.HeaderStampProvider;
}
