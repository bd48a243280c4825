package dev.kurier.brokerstub.admin;

import dev.kurier.brokerstub.config.ConfigType;
import dev.kurier.brokerstub.config.InvalidConfigException;
import dev.kurier.brokerstub.config.TopicConfigKey;
import dev.kurier.brokerstub.config.TopicConfigs;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.incrementalalterconfigs.IncrementalAlterConfigsRequest;
import dev.kurier.protocol.incrementalalterconfigs.IncrementalAlterConfigsRequest.Config;
import dev.kurier.protocol.incrementalalterconfigs.IncrementalAlterConfigsRequest.Resource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Is what changes make of a topic's configs, checked.
 *
 * @param configs as they are to be
 */
record ConfigChange(TopicConfigs configs) {
    private static final byte SET = 0;
    private static final byte DELETE = 1;
    private static final byte APPEND = 2;
    private static final byte SUBTRACT = 3;

    /** Checks that a request names a resource only once, and each of its configs only once, with a value if it needs one. */
    static void checkOnce(Resource resource, IncrementalAlterConfigsRequest body) throws Refusal {
        long same = body.resources().stream()
                .filter(other -> other.resourceType() == resource.resourceType()
                        && other.resourceName().equals(resource.resourceName()))
                .count();
        if (same > 1) {
            throw new Refusal(ErrorCode.INVALID_REQUEST, "Each resource must appear at most once.");
        }
        Set<String> seen = new HashSet<>();
        for (Config config : resource.configs()) {
            if (!seen.add(config.name())) {
                throw new Refusal(ErrorCode.INVALID_REQUEST, "Error due to duplicate config keys");
            }
            if (config.operation() != DELETE && config.value() == null) {
                throw new Refusal(ErrorCode.INVALID_REQUEST, "Null value not supported for : " + config.name());
            }
        }
    }

    /** Applies changes, in order. */
    static ConfigChange of(TopicConfigs before, List<Config> changes) throws Refusal {
        TopicConfigs configs = before;
        try {
            for (Config change : changes) {
                configs = apply(configs, change);
            }
        } catch (InvalidConfigException e) {
            throw new Refusal(ErrorCode.INVALID_CONFIG, e.getMessage());
        }
        return new ConfigChange(configs);
    }

    private static TopicConfigs apply(TopicConfigs configs, Config change) throws InvalidConfigException, Refusal {
        if (change.operation() == DELETE && !configs.has(change.name())) {
            return configs;
        }
        TopicConfigKey key = configs.key(change.name());
        String value = change.value() == null ? "" : change.value();
        return switch (change.operation()) {
            case SET -> configs.with(key, value);
            case DELETE -> configs.without(key);
            case APPEND -> configs.with(key, appended(configs, key, value));
            case SUBTRACT -> configs.with(key, subtracted(configs, key, value));
            default -> throw new Refusal(ErrorCode.UNKNOWN_SERVER_ERROR, null);
        };
    }

    private static String appended(TopicConfigs configs, TopicConfigKey key, String value) throws Refusal {
        checkList(key, "APPEND");
        List<String> elements = new ArrayList<>(key.type().elements(configs.value(key)));
        for (String added : key.type().elements(value)) {
            if (!elements.contains(added)) {
                elements.add(added);
            }
        }
        return String.join(",", elements);
    }

    private static String subtracted(TopicConfigs configs, TopicConfigKey key, String value) throws Refusal {
        checkList(key, "SUBTRACT");
        List<String> elements = new ArrayList<>(key.type().elements(configs.value(key)));
        elements.removeAll(key.type().elements(value));
        return String.join(",", elements);
    }

    private static void checkList(TopicConfigKey key, String operation) throws Refusal {
        if (key.type() != ConfigType.LIST) {
            throw new Refusal(
                    ErrorCode.INVALID_CONFIG,
                    "Can't " + operation + " to key " + key.key() + " because its type is not LIST.");
        }
    }
}
