package dev.kurier.brokerstub.admin;

import dev.kurier.brokerstub.cluster.ClusterState;
import dev.kurier.brokerstub.release.Release;
import org.jspecify.annotations.Nullable;

/** Says why a broker won't do something, in the words of its release: 2.8 with its ZooKeeper has its own. */
final class RefusalWords {
    private static final int MAX_NAME_LENGTH = 249;

    private final Release release;
    private final boolean ofZooKeeper;

    private RefusalWords(Release release) {
        this.release = release;
        this.ofZooKeeper = release.isBefore(Release.KAFKA_3_9);
    }

    static RefusalWords of(ClusterState state) {
        return new RefusalWords(state.settings().release());
    }

    String illegalName(String name) {
        boolean dots = name.equals(".") || name.equals("..");
        if (ofZooKeeper) {
            if (name.isEmpty()) {
                return "Topic name is illegal, it can't be empty";
            }
            if (dots) {
                return "Topic name cannot be \".\" or \"..\"";
            }
            return name.length() > MAX_NAME_LENGTH
                    ? "Topic name is illegal, it can't be longer than " + MAX_NAME_LENGTH + " characters, topic name: "
                            + name
                    : "Topic name \"" + name
                            + "\" is illegal, it contains a character other than ASCII alphanumerics, '.', '_' and '-'";
        }
        String problem;
        if (name.isEmpty()) {
            problem = "the empty string is not allowed";
        } else if (dots) {
            problem = "'" + name + "' is not allowed";
        } else if (name.length() > MAX_NAME_LENGTH) {
            problem = "the length of '" + name + "' is longer than the max allowed length " + MAX_NAME_LENGTH;
        } else {
            problem = "'" + name + "' contains one or more characters other than ASCII alphanumerics, '.', '_' and '-'";
        }
        return "Topic name is invalid: " + problem;
    }

    /** Says nothing from 3.9 on: clients have words of their own. */
    @Nullable
    String unknownTopic(String name) {
        return ofZooKeeper ? "The topic '" + name + "' does not exist." : null;
    }

    String noReplicas() {
        return "Replication factor must be larger than 0" + (ofZooKeeper ? "." : ", or -1 to use the default value.");
    }

    String noPartitions() {
        return ofZooKeeper
                ? "Number of partitions must be larger than 0."
                : "Number of partitions was set to an invalid non-positive value.";
    }

    String tooManyReplicas(int wanted, int brokers) {
        if (ofZooKeeper) {
            return "Replication factor: " + wanted + " larger than available brokers: " + brokers + ".";
        }
        return "Unable to replicate the partition " + wanted + " time(s): The target replication factor of " + wanted
                + " cannot be reached because only " + brokers + " broker(s) are registered"
                + (release.isBefore(Release.KAFKA_4_4)
                        ? "."
                        : " or some brokers have all their log directories cordoned.");
    }

    String asManyPartitions(int present) {
        return "Topic already has " + present + (ofZooKeeper ? " partitions." : " partition(s).");
    }

    String fewerPartitions(String topic, int present, int wanted) {
        return ofZooKeeper
                ? "Topic currently has " + present + " partitions, which is higher than the requested " + wanted + "."
                : "The topic " + topic + " currently has " + present + " partition(s); " + wanted
                        + " would not be an increase.";
    }

    String nullConfig(String operation, String key) {
        return "Null value not supported for : " + (ofZooKeeper ? operation + ":" : "") + key;
    }

    String repeatedConfig(String key) {
        return "Error due to duplicate config keys" + (ofZooKeeper ? " : " + key : "");
    }

    String noList(String operation, String key) {
        return ofZooKeeper
                ? "Config value " + operation.toLowerCase(java.util.Locale.ROOT) + " is not allowed for config key: "
                        + key
                : "Can't " + operation + " to key " + key + " because its type is not LIST.";
    }

    /** Wraps what is wrong with a value. */
    String badValue(String topic, String problem) {
        return ofZooKeeper
                ? "Invalid config value for resource ConfigResource(type=TOPIC, name='" + topic + "'): " + problem
                : problem;
    }

    /** 2.8 fails at the path in ZooKeeper where the configs of a topic without a name would be. */
    String noTopic() {
        return ofZooKeeper
                ? badValue("", "Path must not end with / character")
                : "Default topic resources are not allowed.";
    }

    /** 2.8 says what it has read, which for a number that means nothing is UNKNOWN. */
    String unknownResource(byte type) {
        return ofZooKeeper ? "Unexpected resource type UNKNOWN" : "Unknown resource type " + type;
    }
}
