package dev.kurier.brokerstub.cluster;

import dev.kurier.brokerstub.config.InvalidConfigException;
import dev.kurier.protocol.Uuid;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Describes a topic that a cluster has from its start.
 *
 * @param replicationFactor how many brokers replicate each partition; 0 for the cluster's default
 * @param configs the configs that it overrides
 * @param id its id, or null to draw one
 */
public record FirstTopic(
        String name,
        int partitions,
        int replicationFactor,
        Map<String, String> configs,
        @Nullable Uuid id) {
    private static final Pattern SYNTAX = Pattern.compile("(.*?)(?::([0-9]{1,9}))?", Pattern.DOTALL);

    /**
     * Reads {@code NAME} or {@code NAME:PARTITIONS}.
     *
     * @throws IllegalArgumentException if the text is neither
     */
    public static FirstTopic parse(String text) {
        Matcher topic = SYNTAX.matcher(text);
        if (!topic.matches() || topic.group(1).indexOf(':') >= 0) {
            throw new IllegalArgumentException(
                    "topic='" + text + "' is not NAME or NAME:PARTITIONS, such as orders or orders:6");
        }
        String partitions = topic.group(2);
        return new FirstTopic(topic.group(1), partitions == null ? 1 : Integer.parseInt(partitions), 0, Map.of(), null);
    }

    /**
     * Creates the topic.
     *
     * @throws IllegalArgumentException if a broker would refuse it
     */
    public void create(ClusterState state) {
        int replicas = replicationFactor == 0 ? state.settings().replicationFactor() : replicationFactor;
        if (replicationFactor > state.brokers().size()) {
            throw new IllegalArgumentException("replicationFactor=" + replicationFactor + " of topic=" + name
                    + " is above brokers=" + state.brokers().size());
        }
        try {
            state.createTopic(
                    name, partitions, replicas, id, state.brokerConfigs().withAll(configs));
        } catch (InvalidConfigException e) {
            throw new IllegalArgumentException("topic=" + name + ": " + e.getMessage(), e);
        }
    }
}
