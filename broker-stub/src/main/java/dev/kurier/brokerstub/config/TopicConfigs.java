package dev.kurier.brokerstub.config;

import dev.kurier.brokerstub.release.Release;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds what one topic is configured with: its own values over those of the brokers over Kafka's defaults.
 *
 * <p>Never changes; {@link #with} and {@link #without} make another.
 */
public final class TopicConfigs {
    private final Release release;
    private final Map<TopicConfigKey, String> ofBrokers;
    private final Map<TopicConfigKey, String> ofTopic;
    private final TopicConfig typed;

    private TopicConfigs(Release release, Map<TopicConfigKey, String> ofBrokers, Map<TopicConfigKey, String> ofTopic) {
        this.release = release;
        this.ofBrokers = ofBrokers;
        this.ofTopic = ofTopic;
        this.typed = TopicConfig.of(this);
    }

    /** Begins with what the brokers are configured with; those values must be legal. */
    public static TopicConfigs ofBrokers(Release release, Map<TopicConfigKey, String> values) {
        return new TopicConfigs(release, Map.copyOf(values), Map.of());
    }

    /** Returns the configs that topics have in this release, by name. */
    public List<TopicConfigKey> keys() {
        return ConfigHistory.keys(release);
    }

    /** Tells whether there is a config of that name. */
    public boolean has(String name) {
        return keys().stream().anyMatch(key -> key.key().equals(name));
    }

    /**
     * Returns the config of a name.
     *
     * @throws InvalidConfigException if there is none
     */
    public TopicConfigKey key(String name) throws InvalidConfigException {
        return keys().stream()
                .filter(key -> key.key().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidConfigException("Unknown topic config name: " + name));
    }

    /** Returns Kafka's own default. */
    public String defaultValue(TopicConfigKey key) {
        return key.defaultValue(release);
    }

    /** Returns the configs that have an effect. */
    public TopicConfig typed() {
        return typed;
    }

    /** Returns the value in force. */
    public String value(TopicConfigKey key) {
        String own = ofTopic.get(key);
        return own == null ? ofBrokers.getOrDefault(key, defaultValue(key)) : own;
    }

    /** Returns the topic's own value, or null if it has none. */
    public @Nullable String ownValue(TopicConfigKey key) {
        return ofTopic.get(key);
    }

    /** Returns what the brokers say where it isn't Kafka's default, or null. */
    public @Nullable String brokerValue(TopicConfigKey key) {
        String value = ofBrokers.get(key);
        return defaultValue(key).equals(value) ? null : value;
    }

    /** Gives the topic values of its own. */
    public TopicConfigs withAll(Map<String, String> values) throws InvalidConfigException {
        TopicConfigs all = this;
        for (Map.Entry<String, String> entry : values.entrySet()) {
            all = all.with(key(entry.getKey()), entry.getValue());
        }
        return all;
    }

    /** Gives the topic a value of its own. */
    public TopicConfigs with(TopicConfigKey key, String value) throws InvalidConfigException {
        key.check(value);
        Map<TopicConfigKey, String> changed = own();
        changed.put(key, value);
        return new TopicConfigs(release, ofBrokers, changed);
    }

    /** Takes the topic's own value away. */
    public TopicConfigs without(TopicConfigKey key) {
        Map<TopicConfigKey, String> changed = own();
        changed.remove(key);
        return new TopicConfigs(release, ofBrokers, changed);
    }

    private Map<TopicConfigKey, String> own() {
        Map<TopicConfigKey, String> copy = new EnumMap<>(TopicConfigKey.class);
        copy.putAll(ofTopic);
        return copy;
    }
}
