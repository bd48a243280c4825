package dev.kurier.plugin.avro.registry;

import org.jspecify.annotations.Nullable;

/**
 * Is one request to a registry, whichever instance takes it.
 *
 * @param path begins with a slash, below the registry's URL
 * @param body JSON to be posted, or null to get
 * @param doing what it is for, in words, for messages
 */
record RegistryRequest(String path, @Nullable String body, String doing) {}
