/**
 * The serializer {@code cloudevents}: CloudEvents in the Kafka protocol binding, binary or structured.
 *
 * <p>Owns what of an event becomes headers and what becomes the value, and the forms that an event may come in. Knows the
 * plugin interfaces and nothing else of Kurier. Start reading at
 * {@link dev.kurier.plugin.cloudevents.CloudEventSerializerProvider}.
 */
@NullMarked
package dev.kurier.plugin.cloudevents;

import org.jspecify.annotations.NullMarked;
