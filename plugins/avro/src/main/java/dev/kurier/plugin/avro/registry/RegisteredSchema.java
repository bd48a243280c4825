package dev.kurier.plugin.avro.registry;

/**
 * Is a schema as the registry holds it.
 *
 * @param id the number that stands before each record
 * @param text the schema in JSON
 */
public record RegisteredSchema(int id, String text) {}
