/** What applications and plugin authors see of Kurier. */
module dev.kurier.api {
    requires static transitive org.jspecify;

    exports dev.kurier.api;
    exports dev.kurier.api.error;
    exports dev.kurier.api.setting;
    exports dev.kurier.api.spi;
}
