package dev.kurier.integrationtests.matrix;

import java.util.Map;

/** Lists what clients are made to do, and with which settings, in the words that Java's clients and librdkafka share. */
enum Row {
    PRODUCE_ACKS_0("produce, acks=0", Job.PRODUCE, Map.of("acks", "0", "enable.idempotence", "false")),
    PRODUCE_ACKS_1("produce, acks=1", Job.PRODUCE, Map.of("acks", "1", "enable.idempotence", "false")),
    PRODUCE_ACKS_ALL("produce, acks=all", Job.PRODUCE, Map.of("acks", "all", "enable.idempotence", "false")),
    PRODUCE_GZIP("produce, gzip", Job.PRODUCE, Map.of("compression.type", "gzip")),
    PRODUCE_SNAPPY("produce, snappy", Job.PRODUCE, Map.of("compression.type", "snappy")),
    PRODUCE_LZ4("produce, lz4", Job.PRODUCE, Map.of("compression.type", "lz4")),
    PRODUCE_ZSTD("produce, zstd", Job.PRODUCE, Map.of("compression.type", "zstd")),
    PRODUCE_IDEMPOTENT("produce, idempotent", Job.PRODUCE, Map.of("acks", "all", "enable.idempotence", "true")),
    CONSUME("assign and poll", Job.CONSUME, Map.of()),
    CREATE_TOPIC("create a topic", Job.CREATE_TOPIC, Map.of()),
    LIST_TOPICS("list topics", Job.LIST_TOPICS, Map.of()),
    DESCRIBE_TOPIC("describe a topic", Job.DESCRIBE_TOPIC, Map.of()),
    DELETE_TOPIC("delete a topic", Job.DELETE_TOPIC, Map.of()),
    DESCRIBE_CONFIGS("describe configs of a topic and a broker", Job.DESCRIBE_CONFIGS, Map.of()),
    ALTER_CONFIG("change a config", Job.ALTER_CONFIG, Map.of()),
    DELETE_RECORDS("produce and delete a record", Job.DELETE_RECORDS, Map.of());

    private final String title;
    private final Job job;
    private final Map<String, String> settings;

    Row(String title, Job job, Map<String, String> settings) {
        this.title = title;
        this.job = job;
        this.settings = settings;
    }

    /** What a client is to do; it returns lines that say what it saw. */
    enum Job {
        /** Writes {@link Sample#lines} to the topic's partition 0; sees nothing. */
        PRODUCE,
        /** Reads the topic from its start; sees its records, each as {@link Sample} writes it. */
        CONSUME,
        /** Creates the topic with three partitions; sees nothing. */
        CREATE_TOPIC,
        /** Sees the names of all topics. */
        LIST_TOPICS,
        /** Sees {@code partition leader} of the topic's partitions. */
        DESCRIBE_TOPIC,
        /** Deletes the topic; sees nothing. */
        DELETE_TOPIC,
        /** Sees {@code name=value} of all configs of the topic and of broker 1. */
        DESCRIBE_CONFIGS,
        /** Sets the topic's {@code max.message.bytes} to 4711; sees nothing. */
        ALTER_CONFIG,
        /** Writes {@link Sample#lines} as {@link #PRODUCE} does, and deletes the first; sees where the log starts now. */
        DELETE_RECORDS
    }

    String title() {
        return title;
    }

    Job job() {
        return job;
    }

    Map<String, String> settings() {
        return settings;
    }

    /** The topic that this row is about, one for each client. */
    String topic(String client) {
        return (name() + "-" + client).toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9.-]", "-");
    }
}
