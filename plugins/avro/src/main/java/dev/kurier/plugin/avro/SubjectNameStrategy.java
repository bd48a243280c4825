package dev.kurier.plugin.avro;

import java.util.Arrays;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Names the subject that a record's schema is registered under, as Confluent's strategies of these names do. */
enum SubjectNameStrategy {
    /** {@code orders-key}, {@code orders-value}: one schema, with its versions, for each topic. */
    TOPIC("topic", "TopicNameStrategy"),
    /** {@code com.example.Order}: one schema for each record type, whatever the topic. */
    RECORD("record", "RecordNameStrategy"),
    /** {@code orders-com.example.Order}: several record types in one topic. */
    TOPIC_RECORD("topic-record", "TopicRecordNameStrategy");

    static final String ALLOWED =
            "one of topic, record, topic-record, or the name of Confluent's class for one of them";

    private static final String CONFLUENT = "io.confluent.kafka.serializers.subject.";

    private final String name;
    private final String confluentName;

    SubjectNameStrategy(String name, String confluentName) {
        this.name = name;
        this.confluentName = confluentName;
    }

    /** The strategy of a setting's text, or null. */
    static @Nullable SubjectNameStrategy find(String text) {
        return Arrays.stream(values())
                .filter(strategy -> text.equalsIgnoreCase(strategy.name)
                        || text.equals(strategy.confluentName)
                        || text.equals(CONFLUENT + strategy.confluentName))
                .findFirst()
                .orElse(null);
    }

    /**
     * The subject.
     *
     * @throws IllegalArgumentException if the strategy needs the name of a record type and the schema has none
     */
    String subject(String topic, boolean isKey, Schema schema) {
        return switch (this) {
            case TOPIC -> topic + (isKey ? "-key" : "-value");
            case RECORD -> recordName(schema);
            case TOPIC_RECORD -> topic + "-" + recordName(schema);
        };
    }

    private String recordName(Schema schema) {
        if (schema.getType() != Schema.Type.RECORD) {
            throw new IllegalArgumentException("subject.name.strategy=" + name
                    + " needs a record, for its name, but the schema is "
                    + schema.getType().getName()
                    + ". Send records, or set it to topic.");
        }
        return schema.getFullName();
    }
}
