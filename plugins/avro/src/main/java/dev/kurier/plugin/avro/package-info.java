/**
 * The serializer plugin {@code avro}: objects with a schema to Avro's binary encoding, behind the schema's id.
 *
 * <p>Owns the wire format, the names of subjects and the cache of ids. Leaves HTTP to the package {@code registry}. Start
 * reading at AvroSerializer.
 */
@NullMarked
package dev.kurier.plugin.avro;

import org.jspecify.annotations.NullMarked;
