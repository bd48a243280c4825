package dev.kurier.brokerstub.config;

import java.util.List;

/**
 * Holds the configs of a topic that have an effect, parsed.
 *
 * @param compacted whether {@code cleanup.policy} includes compact: every record must have a key
 * @param deletable whether {@code cleanup.policy} includes delete: records may be deleted by offset
 * @param maxMessageBytes {@code max.message.bytes}
 * @param minInsyncReplicas {@code min.insync.replicas}
 * @param logAppendTime whether {@code message.timestamp.type} is LogAppendTime
 * @param timestampBeforeMaxMs {@code message.timestamp.before.max.ms}; where it is not set, the {@code
 *     message.timestamp.difference.max.ms} of old releases
 * @param timestampAfterMaxMs {@code message.timestamp.after.max.ms}, or the same
 * @param retentionBytes {@code retention.bytes}; negative for no limit
 * @param uncleanLeaderElection {@code unclean.leader.election.enable}
 */
public record TopicConfig(
        boolean compacted,
        boolean deletable,
        int maxMessageBytes,
        int minInsyncReplicas,
        boolean logAppendTime,
        long timestampBeforeMaxMs,
        long timestampAfterMaxMs,
        long retentionBytes,
        boolean uncleanLeaderElection) {

    static TopicConfig of(TopicConfigs configs) {
        List<String> cleanup = ConfigType.LIST.elements(configs.value(TopicConfigKey.CLEANUP_POLICY));
        return new TopicConfig(
                cleanup.contains("compact"),
                cleanup.contains("delete"),
                Integer.parseInt(configs.value(TopicConfigKey.MAX_MESSAGE_BYTES).strip()),
                Integer.parseInt(
                        configs.value(TopicConfigKey.MIN_INSYNC_REPLICAS).strip()),
                configs.value(TopicConfigKey.MESSAGE_TIMESTAMP_TYPE).equals("LogAppendTime"),
                timestampBound(configs, TopicConfigKey.MESSAGE_TIMESTAMP_BEFORE_MAX_MS),
                timestampBound(configs, TopicConfigKey.MESSAGE_TIMESTAMP_AFTER_MAX_MS),
                Long.parseLong(configs.value(TopicConfigKey.RETENTION_BYTES).strip()),
                Boolean.parseBoolean(configs.value(TopicConfigKey.UNCLEAN_LEADER_ELECTION_ENABLE)
                        .strip()));
    }

    /** Where a bound is left open, the older config for both holds; releases that lack one of them leave it open. */
    private static long timestampBound(TopicConfigs configs, TopicConfigKey key) {
        long bound = number(configs, key);
        return bound == Long.MAX_VALUE ? number(configs, TopicConfigKey.MESSAGE_TIMESTAMP_DIFFERENCE_MAX_MS) : bound;
    }

    private static long number(TopicConfigs configs, TopicConfigKey key) {
        return Long.parseLong(configs.value(key).strip());
    }
}
