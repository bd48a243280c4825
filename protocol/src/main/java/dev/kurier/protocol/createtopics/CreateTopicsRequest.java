package dev.kurier.protocol.createtopics;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.WireReader;
import dev.kurier.protocol.WireWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks the controller for new topics.
 *
 * @param topics one each
 * @param timeoutMs how long the broker may take
 * @param validateOnly whether to check the request and change nothing
 */
public record CreateTopicsRequest(List<Topic> topics, int timeoutMs, boolean validateOnly) {
    /** Reads the body of a request. */
    public static CreateTopicsRequest read(WireReader in, short version) {
        in.begin(ApiKey.CREATE_TOPICS, version);
        List<Topic> topics = in.array(version, Topic::read);
        int timeoutMs = in.int32();
        boolean validateOnly = in.bool();
        in.skipTaggedFields();
        in.end();
        return new CreateTopicsRequest(topics, timeoutMs, validateOnly);
    }

    /** Writes the body of this request. */
    public void write(WireWriter out, short version) {
        out.begin(ApiKey.CREATE_TOPICS, version);
        out.array(version, topics, Topic::write);
        out.int32(timeoutMs);
        out.bool(validateOnly);
        out.noTaggedFields();
    }

    /**
     * Names one topic.
     *
     * @param name its name
     * @param partitionCount -1 for the broker's default
     * @param replicationFactor -1 for the broker's default
     * @param assignments which brokers get which partition; empty to let the cluster decide
     * @param configs those that differ from the default
     */
    public record Topic(
            String name,
            int partitionCount,
            short replicationFactor,
            List<Assignment> assignments,
            List<Config> configs) {
        static Topic read(WireReader in, short version) {
            String name = in.string();
            int partitionCount = in.int32();
            short replicationFactor = in.int16();
            List<Assignment> assignments = in.array(version, Assignment::read);
            List<Config> configs = in.array(version, Config::read);
            in.skipTaggedFields();
            return new Topic(name, partitionCount, replicationFactor, assignments, configs);
        }

        void write(WireWriter out, short version) {
            out.string(name);
            out.int32(partitionCount);
            out.int16(replicationFactor);
            out.array(version, assignments, Assignment::write);
            out.array(version, configs, Config::write);
            out.noTaggedFields();
        }
    }

    /**
     * Says which brokers replicate one partition.
     *
     * @param index the partition's number
     * @param brokerIds the brokers that replicate the partition, the preferred leader first
     */
    public record Assignment(int index, List<Integer> brokerIds) {
        static Assignment read(WireReader in, short version) {
            int index = in.int32();
            List<Integer> brokerIds = in.int32Array();
            in.skipTaggedFields();
            return new Assignment(index, brokerIds);
        }

        void write(WireWriter out, short version) {
            out.int32(index);
            out.int32Array(brokerIds);
            out.noTaggedFields();
        }
    }

    /**
     * Gives one config its value.
     *
     * @param name its name
     * @param value null if it has none
     */
    public record Config(String name, @Nullable String value) {
        static Config read(WireReader in, short version) {
            String name = in.string();
            String value = in.nullableString();
            in.skipTaggedFields();
            return new Config(name, value);
        }

        void write(WireWriter out, short version) {
            out.string(name);
            out.nullableString(value);
            out.noTaggedFields();
        }
    }
}
