package dev.kurier.protocol.describetopicpartitions;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.WireReader;
import dev.kurier.protocol.WireWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks for topics and their partitions, page by page.
 *
 * @param topics those wanted; all if empty
 * @param responsePartitionLimit how many partitions the answer may hold
 * @param cursor where to go on, null to begin at the first topic
 */
public record DescribeTopicPartitionsRequest(
        List<Topic> topics,
        int responsePartitionLimit,
        @Nullable Cursor cursor) {
    /** Reads the body of a request. */
    public static DescribeTopicPartitionsRequest read(WireReader in, short version) {
        in.begin(ApiKey.DESCRIBE_TOPIC_PARTITIONS, version);
        List<Topic> topics = in.array(version, Topic::read);
        int responsePartitionLimit = in.int32();
        Cursor cursor = in.int8() < 0 ? null : Cursor.read(in, version);
        in.skipTaggedFields();
        in.end();
        return new DescribeTopicPartitionsRequest(topics, responsePartitionLimit, cursor);
    }

    /** Writes the body of this request. */
    public void write(WireWriter out, short version) {
        out.begin(ApiKey.DESCRIBE_TOPIC_PARTITIONS, version);
        out.array(version, topics, Topic::write);
        out.int32(responsePartitionLimit);
        out.int8(cursor == null ? -1 : 1);
        if (cursor != null) {
            cursor.write(out, version);
        }
        out.noTaggedFields();
    }

    /**
     * Names one topic.
     *
     * @param name its name
     */
    public record Topic(String name) {
        static Topic read(WireReader in, short version) {
            String name = in.string();
            in.skipTaggedFields();
            return new Topic(name);
        }

        void write(WireWriter out, short version) {
            out.string(name);
            out.noTaggedFields();
        }
    }

    /**
     * Says where a page begins.
     *
     * @param topicName the topic to go on with
     * @param index the partition's number
     */
    public record Cursor(String topicName, int index) {
        static Cursor read(WireReader in, short version) {
            String topicName = in.string();
            int index = in.int32();
            in.skipTaggedFields();
            return new Cursor(topicName, index);
        }

        void write(WireWriter out, short version) {
            out.string(topicName);
            out.int32(index);
            out.noTaggedFields();
        }
    }
}
