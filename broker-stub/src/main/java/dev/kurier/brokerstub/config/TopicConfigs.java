package dev.kurier.brokerstub.config;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds what one topic is configured with: its own values over those of the brokers over Kafka's defaults.
 *
 * <p>Never changes; {@link #with} and {@link #without} make another.
 */
public final class TopicConfigs {
    private final Map<TopicConfigKey, String> ofBrokers;
    private final Map<TopicConfigKey, String> ofTopic;
    private final TopicConfig typed;

    private TopicConfigs(Map<TopicConfigKey, String> ofBrokers, Map<TopicConfigKey, String> ofTopic) {
        this.ofBrokers = ofBrokers;
        this.ofTopic = ofTopic;
        this.typed = TopicConfig.of(this);
    }

    /** Begins with what the brokers are configured with; those values must be legal. */
    public static TopicConfigs ofBrokers(Map<TopicConfigKey, String> values) {
        return new TopicConfigs(Map.copyOf(values), Map.of());
    }

    /** Returns the configs that have an effect. */
    public TopicConfig typed() {
        return typed;
    }

    /** Returns the value in force. */
    public String value(TopicConfigKey key) {
        String own = ofTopic.get(key);
        return own == null ? ofBrokers.getOrDefault(key, key.defaultValue()) : own;
    }

    /** Returns the topic's own value, or null if it has none. */
    public @Nullable String ownValue(TopicConfigKey key) {
        return ofTopic.get(key);
    }

    /** Returns what the brokers say where it isn't Kafka's default, or null. */
    public @Nullable String brokerValue(TopicConfigKey key) {
        String value = ofBrokers.get(key);
        return key.defaultValue().equals(value) ? null : value;
    }

    /** Gives the topic values of its own. */
    public TopicConfigs withAll(Map<String, String> values) throws InvalidConfigException {
        TopicConfigs all = this;
        for (Map.Entry<String, String> entry : values.entrySet()) {
            all = all.with(TopicConfigKey.of(entry.getKey()), entry.getValue());
        }
        return all;
    }

    /** Gives the topic a value of its own. */
    public TopicConfigs with(TopicConfigKey key, String value) throws InvalidConfigException {
        key.check(value);
        Map<TopicConfigKey, String> changed = own();
        changed.put(key, value);
        return new TopicConfigs(ofBrokers, changed);
    }

    /** Takes the topic's own value away. */
    public TopicConfigs without(TopicConfigKey key) {
        Map<TopicConfigKey, String> changed = own();
        changed.remove(key);
        return new TopicConfigs(ofBrokers, changed);
    }

    private Map<TopicConfigKey, String> own() {
        Map<TopicConfigKey, String> copy = new EnumMap<>(TopicConfigKey.class);
        copy.putAll(ofTopic);
        return copy;
    }
}
