package dev.kurier.brokerstub.release;

import dev.kurier.protocol.ApiKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says which versions of one API each release tells its clients; null for none. */
record ApiRow(ApiKey api, @Nullable String in28, @Nullable String in39, String in40, String in44) {
    static final List<ApiRow> ALL = List.of(
            new ApiRow(ApiKey.PRODUCE, "0-9", "0-11", "0-12", "0-13"),
            new ApiRow(ApiKey.FETCH, "0-12", "0-17", "4-17", "4-18"),
            new ApiRow(ApiKey.LIST_OFFSETS, "0-6", "0-9", "1-10", "1-11"),
            new ApiRow(ApiKey.METADATA, "0-11", "0-12", "0-13", "0-13"),
            new ApiRow(ApiKey.FIND_COORDINATOR, "0-3", "0-6", "0-6", "0-6"),
            new ApiRow(ApiKey.API_VERSIONS, "0-3", "0-4", "0-4", "0-5"),
            new ApiRow(ApiKey.CREATE_TOPICS, "0-7", "0-7", "2-7", "2-7"),
            new ApiRow(ApiKey.DELETE_TOPICS, "0-6", "0-6", "1-6", "1-6"),
            new ApiRow(ApiKey.DELETE_RECORDS, "0-2", "0-2", "0-2", "0-2"),
            new ApiRow(ApiKey.INIT_PRODUCER_ID, "0-4", "0-5", "0-5", "0-5"),
            new ApiRow(ApiKey.OFFSET_FOR_LEADER_EPOCH, "0-4", "0-4", "2-4", "2-4"),
            new ApiRow(ApiKey.DESCRIBE_CONFIGS, "0-4", "0-4", "1-4", "1-4"),
            new ApiRow(ApiKey.CREATE_PARTITIONS, "0-3", "0-3", "0-3", "0-3"),
            new ApiRow(ApiKey.INCREMENTAL_ALTER_CONFIGS, "0-1", "0-1", "0-1", "0-1"),
            new ApiRow(ApiKey.DESCRIBE_CLUSTER, "0-0", "0-1", "0-2", "0-2"),
            new ApiRow(ApiKey.DESCRIBE_TOPIC_PARTITIONS, null, "0-0", "0-0", "0-0"));
}
