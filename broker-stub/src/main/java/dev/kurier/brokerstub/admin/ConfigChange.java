package dev.kurier.brokerstub.admin;

import dev.kurier.brokerstub.cluster.ClusterState;
import dev.kurier.brokerstub.config.ConfigType;
import dev.kurier.brokerstub.config.InvalidConfigException;
import dev.kurier.brokerstub.config.TopicConfigKey;
import dev.kurier.brokerstub.config.TopicConfigs;
import dev.kurier.brokerstub.release.Release;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.incrementalalterconfigs.IncrementalAlterConfigsRequest;
import dev.kurier.protocol.incrementalalterconfigs.IncrementalAlterConfigsRequest.Config;
import dev.kurier.protocol.incrementalalterconfigs.IncrementalAlterConfigsRequest.Resource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes changes of one topic's configs, checked. */
final class ConfigChange {
    private static final byte SET = 0;
    private static final byte DELETE = 1;
    private static final byte APPEND = 2;
    private static final byte SUBTRACT = 3;
    private static final List<String> OPERATIONS = List.of("SET", "DELETE", "APPEND", "SUBTRACT");

    private final Resource resource;
    private final RefusalWords words;

    /** A value that can't be makes the request an illegal one for 2.8, the config for later releases. */
    private final ErrorCode badValue;

    ConfigChange(ClusterState state, Resource resource) {
        this.resource = resource;
        this.words = RefusalWords.of(state);
        this.badValue = state.settings().release().isBefore(Release.KAFKA_3_9)
                ? ErrorCode.INVALID_REQUEST
                : ErrorCode.INVALID_CONFIG;
    }

    /** Checks that a request names a resource only once, and each of its configs only once, with a value if it needs one. */
    void checkOnce(IncrementalAlterConfigsRequest body) throws Refusal {
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
                throw new Refusal(ErrorCode.INVALID_REQUEST, words.repeatedConfig(config.name()));
            }
            if (config.operation() != DELETE && config.value() == null) {
                throw new Refusal(ErrorCode.INVALID_REQUEST, words.nullConfig(operation(config), config.name()));
            }
        }
    }

    private static String operation(Config config) {
        boolean known = config.operation() >= SET && config.operation() < OPERATIONS.size();
        return known ? OPERATIONS.get(config.operation()) : "UNKNOWN";
    }

    /** Returns what all changes make of a topic's configs, in order. */
    TopicConfigs apply(TopicConfigs before) throws Refusal {
        TopicConfigs configs = before;
        for (Config change : resource.configs()) {
            boolean nothingToDelete = change.operation() == DELETE && !configs.has(change.name());
            configs = nothingToDelete ? configs : apply(configs, key(configs, change.name()), change);
        }
        return configs;
    }

    private static TopicConfigKey key(TopicConfigs configs, String name) throws Refusal {
        try {
            return configs.key(name);
        } catch (InvalidConfigException e) {
            throw new Refusal(ErrorCode.INVALID_CONFIG, e.getMessage());
        }
    }

    private TopicConfigs apply(TopicConfigs configs, TopicConfigKey key, Config change) throws Refusal {
        String value = change.value() == null ? "" : change.value();
        return switch (change.operation()) {
            case SET -> with(configs, key, value);
            case DELETE -> configs.without(key);
            case APPEND -> with(configs, key, appended(configs, key, value));
            case SUBTRACT -> with(configs, key, subtracted(configs, key, value));
            default -> throw new Refusal(ErrorCode.UNKNOWN_SERVER_ERROR, null);
        };
    }

    private TopicConfigs with(TopicConfigs configs, TopicConfigKey key, String value) throws Refusal {
        try {
            return configs.with(key, value);
        } catch (InvalidConfigException e) {
            throw new Refusal(badValue, words.badValue(resource.resourceName(), String.valueOf(e.getMessage())));
        }
    }

    private String appended(TopicConfigs configs, TopicConfigKey key, String value) throws Refusal {
        checkList(key, "APPEND");
        List<String> elements = new ArrayList<>(key.type().elements(configs.value(key)));
        for (String added : key.type().elements(value)) {
            if (!elements.contains(added)) {
                elements.add(added);
            }
        }
        return String.join(",", elements);
    }

    private String subtracted(TopicConfigs configs, TopicConfigKey key, String value) throws Refusal {
        checkList(key, "SUBTRACT");
        List<String> elements = new ArrayList<>(key.type().elements(configs.value(key)));
        elements.removeAll(key.type().elements(value));
        return String.join(",", elements);
    }

    private void checkList(TopicConfigKey key, String operation) throws Refusal {
        if (key.type() != ConfigType.LIST) {
            throw new Refusal(badValue, words.noList(operation, key.key()));
        }
    }
}
