/**
 * A client of schema registries that speak Confluent's REST API.
 *
 * <p>Owns requests, failover, time-outs and the wording of refusals. Knows nothing of Avro: schemas are texts. Start reading
 * at {@link dev.kurier.plugin.avro.registry.SchemaRegistry}.
 */
@NullMarked
package dev.kurier.plugin.avro.registry;

import org.jspecify.annotations.NullMarked;
