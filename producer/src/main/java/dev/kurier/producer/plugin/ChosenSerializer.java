package dev.kurier.producer.plugin;

import dev.kurier.api.spi.Serializer;

/**
 * Carries a serializer ready for use.
 *
 * @param name the plugin's name, or the class name of a serializer that is no plugin
 * @param type what it takes; {@code Object} if it does not say
 * @param serializer made for this producer, to be closed by it
 */
public record ChosenSerializer(String name, Class<?> type, Serializer<?> serializer) {}
