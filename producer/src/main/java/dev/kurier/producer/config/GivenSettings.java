package dev.kurier.producer.config;

import dev.kurier.api.error.ConfigException;
import java.util.Collections;
import java.util.ConcurrentModificationException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Copies the settings that an application hands over, so that none of them is lost. */
public final class GivenSettings {
    private GivenSettings() {}

    /**
     * Returns a copy; that of {@link Properties} holds their defaults, too, which are no entries of the map.
     *
     * @throws ConfigException if the map changes meanwhile, or the defaults hold something other than texts
     */
    public static Map<Object, @Nullable Object> copyOf(Map<?, ?> given) {
        Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
        try {
            if (given instanceof Properties properties) {
                properties.stringPropertyNames().forEach(name -> copy.put(name, properties.getProperty(name)));
                requireAllRead(properties, copy);
            }
            for (Map.Entry<?, ?> entry : given.entrySet()) {
                copy.put(entry.getKey(), entry.getValue());
            }
            return copy;
        } catch (ConcurrentModificationException e) {
            throw new ConfigException(List.of(
                    "The settings were changed while they were read: must stay as they are until the producer is"
                            + " built. Hand over a copy."));
        }
    }

    /** Properties name a default that is no text, but hand it out to nobody. */
    private static void requireAllRead(Properties properties, Map<Object, @Nullable Object> texts) {
        try {
            for (Object name : Collections.list(properties.propertyNames())) {
                if (!texts.containsKey(name) && !properties.containsKey(name)) {
                    throw new ConfigException(List.of(Problems.shown(name.toString())
                            + " in the defaults of the Properties is no text and can't be read. Set it as a text, or in"
                            + " the Properties themselves."));
                }
            }
        } catch (ClassCastException e) {
            if (properties.keySet().stream().allMatch(String.class::isInstance)) {
                throw new ConfigException(List.of(
                        "A setting's name in the defaults of the Properties is no text. Write names as linger.ms."));
            }
        }
    }
}
