/** The built-in serializer plugins. */
module dev.kurier.serializers {
    requires dev.kurier.api;
    requires static org.jspecify;

    provides dev.kurier.api.spi.SerializerProvider with
            dev.kurier.serializers.StringSerializerProvider,
            dev.kurier.serializers.BytesSerializerProvider,
            dev.kurier.serializers.ByteBufferSerializerProvider,
            dev.kurier.serializers.ShortSerializerProvider,
            dev.kurier.serializers.IntegerSerializerProvider,
            dev.kurier.serializers.LongSerializerProvider,
            dev.kurier.serializers.FloatSerializerProvider,
            dev.kurier.serializers.DoubleSerializerProvider,
            dev.kurier.serializers.BooleanSerializerProvider,
            dev.kurier.serializers.UuidSerializerProvider,
            dev.kurier.serializers.VoidSerializerProvider;
}
