package dev.kurier.brokerstub.config;

import dev.kurier.brokerstub.release.Release;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists the configs that topics have: name, the broker's setting that it defaults to, type, default in Kafka 4.4, rule.
 * Which release has which is in {@link ConfigHistory}.
 *
 * <p>All can be set and shown; those that {@link TopicConfig} holds also have an effect.
 */
public enum TopicConfigKey {
    CLEANUP_POLICY("cleanup.policy", "log.cleanup.policy", ConfigType.LIST, "delete", Rule.oneOf("compact", "delete")),
    COMPRESSION_GZIP_LEVEL("compression.gzip.level", "compression.gzip.level", ConfigType.INT, "-1", Rule.ANY),
    COMPRESSION_LZ4_LEVEL("compression.lz4.level", "compression.lz4.level", ConfigType.INT, "9", Rule.ANY),
    COMPRESSION_TYPE(
            "compression.type",
            "compression.type",
            ConfigType.STRING,
            "producer",
            Rule.oneOf("uncompressed", "zstd", "lz4", "snappy", "gzip", "producer")),
    COMPRESSION_ZSTD_LEVEL("compression.zstd.level", "compression.zstd.level", ConfigType.INT, "3", Rule.ANY),
    DELETE_RETENTION_MS(
            "delete.retention.ms", "log.cleaner.delete.retention.ms", ConfigType.LONG, "86400000", Rule.atLeast(0)),
    ERRORS_DEADLETTERQUEUE_GROUP_ENABLE(
            "errors.deadletterqueue.group.enable", "", ConfigType.BOOLEAN, "false", Rule.ANY),
    FILE_DELETE_DELAY_MS(
            "file.delete.delay.ms", "log.segment.delete.delay.ms", ConfigType.LONG, "60000", Rule.atLeast(0)),
    FLUSH_MESSAGES(
            "flush.messages", "log.flush.interval.messages", ConfigType.LONG, "9223372036854775807", Rule.atLeast(1)),
    FLUSH_MS("flush.ms", "", ConfigType.LONG, "9223372036854775807", Rule.atLeast(0)),
    FOLLOWER_REPLICATION_THROTTLED_REPLICAS(
            "follower.replication.throttled.replicas", "", ConfigType.LIST, "", Rule.ANY),
    INDEX_INTERVAL_BYTES("index.interval.bytes", "log.index.interval.bytes", ConfigType.INT, "4096", Rule.atLeast(0)),
    LEADER_REPLICATION_THROTTLED_REPLICAS("leader.replication.throttled.replicas", "", ConfigType.LIST, "", Rule.ANY),
    LOCAL_RETENTION_BYTES(
            "local.retention.bytes", "log.local.retention.bytes", ConfigType.LONG, "-2", Rule.atLeast(-2)),
    LOCAL_RETENTION_MS("local.retention.ms", "log.local.retention.ms", ConfigType.LONG, "-2", Rule.atLeast(-2)),
    MAX_COMPACTION_LAG_MS(
            "max.compaction.lag.ms",
            "log.cleaner.max.compaction.lag.ms",
            ConfigType.LONG,
            "9223372036854775807",
            Rule.atLeast(1)),
    MAX_DECOMPRESSED_MESSAGE_BYTES(
            "max.decompressed.message.bytes",
            "max.decompressed.message.bytes",
            ConfigType.INT,
            "2147483639",
            Rule.atLeast(1)),
    MAX_MESSAGE_BYTES("max.message.bytes", "message.max.bytes", ConfigType.INT, "1048588", Rule.atLeast(0)),
    MESSAGE_DOWNCONVERSION_ENABLE(
            "message.downconversion.enable", "log.message.downconversion.enable", ConfigType.BOOLEAN, "true", Rule.ANY),
    MESSAGE_FORMAT_VERSION(
            "message.format.version", "log.message.format.version", ConfigType.STRING, "3.0-IV1", Rule.ANY),
    MESSAGE_TIMESTAMP_AFTER_MAX_MS(
            "message.timestamp.after.max.ms",
            "log.message.timestamp.after.max.ms",
            ConfigType.LONG,
            "3600000",
            Rule.atLeast(0)),
    MESSAGE_TIMESTAMP_BEFORE_MAX_MS(
            "message.timestamp.before.max.ms",
            "log.message.timestamp.before.max.ms",
            ConfigType.LONG,
            "9223372036854775807",
            Rule.atLeast(0)),
    MESSAGE_TIMESTAMP_DIFFERENCE_MAX_MS(
            "message.timestamp.difference.max.ms",
            "log.message.timestamp.difference.max.ms",
            ConfigType.LONG,
            "9223372036854775807",
            Rule.atLeast(0)),
    MESSAGE_TIMESTAMP_TYPE(
            "message.timestamp.type",
            "log.message.timestamp.type",
            ConfigType.STRING,
            "CreateTime",
            Rule.oneOf("CreateTime", "LogAppendTime")),
    MIN_CLEANABLE_DIRTY_RATIO(
            "min.cleanable.dirty.ratio", "log.cleaner.min.cleanable.ratio", ConfigType.DOUBLE, "0.5", Rule.ANY),
    MIN_COMPACTION_LAG_MS(
            "min.compaction.lag.ms", "log.cleaner.min.compaction.lag.ms", ConfigType.LONG, "0", Rule.atLeast(0)),
    MIN_INSYNC_REPLICAS("min.insync.replicas", "min.insync.replicas", ConfigType.INT, "1", Rule.atLeast(1)),
    PREALLOCATE("preallocate", "log.preallocate", ConfigType.BOOLEAN, "false", Rule.ANY),
    REMOTE_COPY_LAG_BYTES("remote.copy.lag.bytes", "log.remote.copy.lag.bytes", ConfigType.LONG, "-1", Rule.ANY),
    REMOTE_COPY_LAG_MS("remote.copy.lag.ms", "log.remote.copy.lag.ms", ConfigType.LONG, "0", Rule.ANY),
    REMOTE_LOG_COPY_DISABLE("remote.log.copy.disable", "", ConfigType.BOOLEAN, "false", Rule.ANY),
    REMOTE_LOG_DELETE_ON_DISABLE("remote.log.delete.on.disable", "", ConfigType.BOOLEAN, "false", Rule.ANY),
    REMOTE_STORAGE_ENABLE("remote.storage.enable", "", ConfigType.BOOLEAN, "false", Rule.ANY),
    RETENTION_BYTES("retention.bytes", "log.retention.bytes", ConfigType.LONG, "-1", Rule.ANY),
    RETENTION_MS("retention.ms", "log.retention.ms", ConfigType.LONG, "604800000", Rule.atLeast(-1)),
    SEGMENT_BYTES("segment.bytes", "log.segment.bytes", ConfigType.INT, "1073741824", Rule.atLeast(1048576)),
    SEGMENT_INDEX_BYTES("segment.index.bytes", "log.index.size.max.bytes", ConfigType.INT, "10485760", Rule.atLeast(4)),
    SEGMENT_JITTER_MS("segment.jitter.ms", "", ConfigType.LONG, "0", Rule.atLeast(0)),
    SEGMENT_MS("segment.ms", "", ConfigType.LONG, "604800000", Rule.atLeast(1)),
    UNCLEAN_LEADER_ELECTION_ENABLE(
            "unclean.leader.election.enable", "unclean.leader.election.enable", ConfigType.BOOLEAN, "false", Rule.ANY);

    private final String key;
    private final String brokerKey;
    private final ConfigType type;
    private final String defaultValue;
    private final Rule rule;

    TopicConfigKey(String key, String brokerKey, ConfigType type, String defaultValue, Rule rule) {
        this.key = key;
        this.brokerKey = brokerKey;
        this.type = type;
        this.defaultValue = defaultValue;
        this.rule = rule;
    }

    /** Returns its name, such as {@code cleanup.policy}. */
    public String key() {
        return key;
    }

    /** Returns the broker's setting that holds where the topic says nothing, or null if there is none. */
    public @Nullable String brokerKey() {
        return brokerKey.isEmpty() ? null : brokerKey;
    }

    public ConfigType type() {
        return type;
    }

    /** Returns Kafka's own default in a release. */
    public String defaultValue(Release release) {
        return ConfigHistory.defaultValue(this, release, defaultValue);
    }

    /** Checks a value, in the words of a broker. */
    void check(String value) throws InvalidConfigException {
        String problem = type.problem(value);
        if (problem == null) {
            problem = rule.problem(type, value);
        }
        if (problem != null) {
            throw new InvalidConfigException(
                    "Invalid value " + rule.culprit(type, value) + " for configuration " + key + ": " + problem);
        }
    }

    /** Bounds the values that the type would allow. */
    private record Rule(long minimum, List<String> choices) {
        private static final Rule ANY = new Rule(Long.MIN_VALUE, List.of());

        static Rule atLeast(long minimum) {
            return new Rule(minimum, List.of());
        }

        static Rule oneOf(String... choices) {
            return new Rule(Long.MIN_VALUE, List.of(choices));
        }

        /** Returns what of a value is wrong: one element if it is a list. */
        String culprit(ConfigType type, String value) {
            return type.elements(value).stream()
                    .filter(element -> !choices.isEmpty() && !choices.contains(element))
                    .findFirst()
                    .orElse(value);
        }

        @Nullable
        String problem(ConfigType type, String value) {
            if (!choices.isEmpty()) {
                boolean allowed = type.elements(value).stream().allMatch(choices::contains);
                return allowed ? null : "String must be one of: " + String.join(", ", choices);
            }
            boolean bounded = minimum != Long.MIN_VALUE;
            return bounded && Long.parseLong(value.strip()) < minimum ? "Value must be at least " + minimum : null;
        }
    }
}
