/** The built-in serializer plugins. */
module dev.kurier.serializers {
    requires dev.kurier.api;
    requires static org.jspecify;
}
