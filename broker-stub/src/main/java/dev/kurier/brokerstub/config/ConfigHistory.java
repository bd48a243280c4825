package dev.kurier.brokerstub.config;

import static dev.kurier.brokerstub.release.Release.KAFKA_2_8;
import static dev.kurier.brokerstub.release.Release.KAFKA_3_9;
import static dev.kurier.brokerstub.release.Release.KAFKA_4_0;
import static dev.kurier.brokerstub.release.Release.KAFKA_4_4;

import dev.kurier.brokerstub.release.Release;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Knows which releases have which topic configs, as far as these differ. */
final class ConfigHistory {
    private static final Map<TopicConfigKey, Release> SINCE = Map.ofEntries(
            Map.entry(TopicConfigKey.COMPRESSION_GZIP_LEVEL, KAFKA_3_9),
            Map.entry(TopicConfigKey.COMPRESSION_LZ4_LEVEL, KAFKA_3_9),
            Map.entry(TopicConfigKey.COMPRESSION_ZSTD_LEVEL, KAFKA_3_9),
            Map.entry(TopicConfigKey.LOCAL_RETENTION_BYTES, KAFKA_3_9),
            Map.entry(TopicConfigKey.LOCAL_RETENTION_MS, KAFKA_3_9),
            Map.entry(TopicConfigKey.MESSAGE_TIMESTAMP_AFTER_MAX_MS, KAFKA_3_9),
            Map.entry(TopicConfigKey.MESSAGE_TIMESTAMP_BEFORE_MAX_MS, KAFKA_3_9),
            Map.entry(TopicConfigKey.REMOTE_LOG_COPY_DISABLE, KAFKA_3_9),
            Map.entry(TopicConfigKey.REMOTE_LOG_DELETE_ON_DISABLE, KAFKA_3_9),
            Map.entry(TopicConfigKey.REMOTE_STORAGE_ENABLE, KAFKA_3_9),
            Map.entry(TopicConfigKey.ERRORS_DEADLETTERQUEUE_GROUP_ENABLE, KAFKA_4_4),
            Map.entry(TopicConfigKey.MAX_DECOMPRESSED_MESSAGE_BYTES, KAFKA_4_4),
            Map.entry(TopicConfigKey.REMOTE_COPY_LAG_BYTES, KAFKA_4_4),
            Map.entry(TopicConfigKey.REMOTE_COPY_LAG_MS, KAFKA_4_4));

    /** The last release that has a config. */
    private static final Map<TopicConfigKey, Release> UNTIL = Map.of(
            TopicConfigKey.MESSAGE_DOWNCONVERSION_ENABLE, KAFKA_3_9,
            TopicConfigKey.MESSAGE_FORMAT_VERSION, KAFKA_3_9,
            TopicConfigKey.MESSAGE_TIMESTAMP_DIFFERENCE_MAX_MS, KAFKA_3_9);

    private ConfigHistory() {}

    static List<TopicConfigKey> keys(Release release) {
        return Arrays.stream(TopicConfigKey.values())
                .filter(key -> release.compareTo(SINCE.getOrDefault(key, KAFKA_2_8)) >= 0)
                .filter(key -> release.compareTo(UNTIL.getOrDefault(key, KAFKA_4_4)) <= 0)
                .toList();
    }

    static String defaultValue(TopicConfigKey key, Release release, String newest) {
        if (key == TopicConfigKey.MESSAGE_TIMESTAMP_AFTER_MAX_MS && release.compareTo(KAFKA_4_0) < 0) {
            return String.valueOf(Long.MAX_VALUE);
        }
        if (key == TopicConfigKey.MESSAGE_FORMAT_VERSION && release == KAFKA_2_8) {
            return "2.8-IV1";
        }
        return newest;
    }
}
