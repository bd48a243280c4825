package dev.kurier.protocol.metadata;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.Uuid;
import dev.kurier.protocol.WireReader;
import dev.kurier.protocol.WireWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Describes a cluster as one broker sees it: brokers, topics, partitions, leaders.
 *
 * @param throttleTimeMs for how long the client is to stay silent; on the wire from version 3
 * @param brokers all live brokers
 * @param clusterId from version 2, null if the broker does not tell
 * @param controllerId from version 1, -1 if unknown
 * @param topics those asked for
 * @param clusterAuthorizedOperations a bit field in versions 8 to 10, else {@link #OPERATIONS_OMITTED}
 * @param errorCode of the whole answer, from version 13; see {@link ErrorCode#of}
 */
public record MetadataResponse(
        int throttleTimeMs,
        List<Broker> brokers,
        @Nullable String clusterId,
        int controllerId,
        List<Topic> topics,
        int clusterAuthorizedOperations,
        short errorCode) {

    /** What a field of authorized operations holds when nobody asked for it. */
    public static final int OPERATIONS_OMITTED = Integer.MIN_VALUE;

    /** Reads the body of an answer. */
    public static MetadataResponse read(WireReader in, short version) {
        in.begin(ApiKey.METADATA, version);
        int throttleTimeMs = version >= 3 ? in.int32() : 0;
        List<Broker> brokers = in.array(version, Broker::read);
        String clusterId = version >= 2 ? in.nullableString() : null;
        int controllerId = version >= 1 ? in.int32() : -1;
        List<Topic> topics = in.array(version, Topic::read);
        int operations = version >= 8 && version <= 10 ? in.int32() : OPERATIONS_OMITTED;
        short errorCode = version >= 13 ? in.int16() : 0;
        in.skipTaggedFields();
        in.end();
        return new MetadataResponse(throttleTimeMs, brokers, clusterId, controllerId, topics, operations, errorCode);
    }

    /** Writes the body of this answer; fields that are newer than the version are left out. */
    public void write(WireWriter out, short version) {
        out.begin(ApiKey.METADATA, version);
        if (version >= 3) {
            out.int32(throttleTimeMs);
        }
        out.array(version, brokers, Broker::write);
        if (version >= 2) {
            out.nullableString(clusterId);
        }
        if (version >= 1) {
            out.int32(controllerId);
        }
        out.array(version, topics, Topic::write);
        if (version >= 8 && version <= 10) {
            out.int32(clusterAuthorizedOperations);
        }
        if (version >= 13) {
            out.int16(errorCode);
        }
        out.noTaggedFields();
    }

    /**
     * Says where a broker listens.
     *
     * @param nodeId its id
     * @param host its host name
     * @param port its port
     * @param rack its rack, null if it has none; on the wire from version 1
     */
    public record Broker(
            int nodeId, String host, int port, @Nullable String rack) {
        static Broker read(WireReader in, short version) {
            Broker broker = new Broker(in.int32(), in.string(), in.int32(), version >= 1 ? in.nullableString() : null);
            in.skipTaggedFields();
            return broker;
        }

        void write(WireWriter out, short version) {
            out.int32(nodeId);
            out.string(host);
            out.int32(port);
            if (version >= 1) {
                out.nullableString(rack);
            }
            out.noTaggedFields();
        }
    }

    /**
     * Describes one topic, or says why it can't be described.
     *
     * @param errorCode see {@link ErrorCode#of}
     * @param name its name; null from version 12 if it was asked for by an id that nobody knows
     * @param topicId its id, from version 10
     * @param isInternal whether it is one of Kafka's own, from version 1
     * @param partitions in any order
     * @param authorizedOperations a bit field, from version 8
     */
    public record Topic(
            short errorCode,
            @Nullable String name,
            Uuid topicId,
            boolean isInternal,
            List<Partition> partitions,
            int authorizedOperations) {

        /** Describes a topic without authorized operations. */
        public static Topic of(String name, Uuid topicId, List<Partition> partitions) {
            return new Topic((short) 0, name, topicId, false, partitions, OPERATIONS_OMITTED);
        }

        /** Says why a topic can't be described. */
        public static Topic failed(short errorCode, @Nullable String name, Uuid topicId) {
            return new Topic(errorCode, name, topicId, false, List.of(), OPERATIONS_OMITTED);
        }

        static Topic read(WireReader in, short version) {
            short errorCode = in.int16();
            String name = version >= 12 ? in.nullableString() : in.string();
            Uuid topicId = version >= 10 ? in.uuid() : Uuid.ZERO;
            boolean isInternal = version >= 1 && in.bool();
            List<Partition> partitions = in.array(version, Partition::read);
            int operations = version >= 8 ? in.int32() : OPERATIONS_OMITTED;
            in.skipTaggedFields();
            return new Topic(errorCode, name, topicId, isInternal, partitions, operations);
        }

        void write(WireWriter out, short version) {
            out.refuseIf(version < 12 && name == null, "MetadataResponse.Topic.name=null", version);
            out.int16(errorCode);
            out.nullableString(name);
            if (version >= 10) {
                out.uuid(topicId);
            }
            if (version >= 1) {
                out.bool(isInternal);
            }
            out.array(version, partitions, Partition::write);
            if (version >= 8) {
                out.int32(authorizedOperations);
            }
            out.noTaggedFields();
        }
    }

    /**
     * Describes one partition.
     *
     * @param errorCode see {@link ErrorCode#of}
     * @param index the partition's number
     * @param leaderId the leader's broker id, -1 if there is none
     * @param leaderEpoch its epoch, from version 7; -1 if unknown
     * @param replicas broker ids
     * @param inSyncReplicas broker ids
     * @param offlineReplicas broker ids, from version 5
     */
    public record Partition(
            short errorCode,
            int index,
            int leaderId,
            int leaderEpoch,
            List<Integer> replicas,
            List<Integer> inSyncReplicas,
            List<Integer> offlineReplicas) {

        static Partition read(WireReader in, short version) {
            short errorCode = in.int16();
            int index = in.int32();
            int leaderId = in.int32();
            int leaderEpoch = version >= 7 ? in.int32() : -1;
            List<Integer> replicas = in.int32Array();
            List<Integer> inSyncReplicas = in.int32Array();
            List<Integer> offlineReplicas = version >= 5 ? in.int32Array() : List.of();
            in.skipTaggedFields();
            return new Partition(errorCode, index, leaderId, leaderEpoch, replicas, inSyncReplicas, offlineReplicas);
        }

        void write(WireWriter out, short version) {
            out.int16(errorCode);
            out.int32(index);
            out.int32(leaderId);
            if (version >= 7) {
                out.int32(leaderEpoch);
            }
            out.int32Array(replicas);
            out.int32Array(inSyncReplicas);
            if (version >= 5) {
                out.int32Array(offlineReplicas);
            }
            out.noTaggedFields();
        }
    }
}
