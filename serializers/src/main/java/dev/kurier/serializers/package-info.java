/**
 * The built-in serializer plugins, with the bytes of Kafka's own.
 *
 * <p>Owns one provider per type, each with its serializer beside it. Knows the plugin interfaces and nothing else of
 * Kurier; nothing names these classes, they are found as any other plugin is. Start reading at
 * {@link dev.kurier.serializers.IntegerSerializerProvider}.
 */
@NullMarked
package dev.kurier.serializers;

import org.jspecify.annotations.NullMarked;
