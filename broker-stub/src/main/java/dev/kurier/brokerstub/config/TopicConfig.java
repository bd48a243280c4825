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
 * @param retentionBytes {@code retention.bytes}; negative for no limit
 * @param uncleanLeaderElection {@code unclean.leader.election.enable}
 */
public record TopicConfig(
        boolean compacted,
        boolean deletable,
        int maxMessageBytes,
        int minInsyncReplicas,
        boolean logAppendTime,
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
                Long.parseLong(configs.value(TopicConfigKey.RETENTION_BYTES).strip()),
                Boolean.parseBoolean(configs.value(TopicConfigKey.UNCLEAN_LEADER_ELECTION_ENABLE)
                        .strip()));
    }
}
