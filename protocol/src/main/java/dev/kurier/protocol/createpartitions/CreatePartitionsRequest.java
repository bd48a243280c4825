package dev.kurier.protocol.createpartitions;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.WireReader;
import dev.kurier.protocol.WireWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks the controller for more partitions.
 *
 * @param topics one each
 * @param timeoutMs how long the broker may take
 * @param validateOnly whether to check the request and change nothing
 */
public record CreatePartitionsRequest(List<Topic> topics, int timeoutMs, boolean validateOnly) {
    /** Reads the body of a request. */
    public static CreatePartitionsRequest read(WireReader in, short version) {
        in.begin(ApiKey.CREATE_PARTITIONS, version);
        List<Topic> topics = in.array(version, Topic::read);
        int timeoutMs = in.int32();
        boolean validateOnly = in.bool();
        in.skipTaggedFields();
        in.end();
        return new CreatePartitionsRequest(topics, timeoutMs, validateOnly);
    }

    /** Writes the body of this request. */
    public void write(WireWriter out, short version) {
        out.begin(ApiKey.CREATE_PARTITIONS, version);
        out.array(version, topics, Topic::write);
        out.int32(timeoutMs);
        out.bool(validateOnly);
        out.noTaggedFields();
    }

    /**
     * Names one topic.
     *
     * @param name its name
     * @param count how many partitions it is to have in all
     * @param assignments which brokers get the new partitions, in their order; null to let the cluster decide
     */
    public record Topic(String name, int count, @Nullable List<Assignment> assignments) {
        static Topic read(WireReader in, short version) {
            String name = in.string();
            int count = in.int32();
            List<Assignment> assignments = in.nullableArray(version, Assignment::read);
            in.skipTaggedFields();
            return new Topic(name, count, assignments);
        }

        void write(WireWriter out, short version) {
            out.string(name);
            out.int32(count);
            out.nullableArray(version, assignments, Assignment::write);
            out.noTaggedFields();
        }
    }

    /**
     * Says which brokers replicate one new partition.
     *
     * @param brokerIds the brokers that replicate the partition, the preferred leader first
     */
    public record Assignment(List<Integer> brokerIds) {
        static Assignment read(WireReader in, short version) {
            List<Integer> brokerIds = in.int32Array();
            in.skipTaggedFields();
            return new Assignment(brokerIds);
        }

        void write(WireWriter out, short version) {
            out.int32Array(brokerIds);
            out.noTaggedFields();
        }
    }
}
