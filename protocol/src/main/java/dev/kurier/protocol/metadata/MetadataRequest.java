package dev.kurier.protocol.metadata;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.Uuid;
import dev.kurier.protocol.WireReader;
import dev.kurier.protocol.WireWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks a broker for the brokers of its cluster and for topics with their leaders.
 *
 * @param topics the topics wanted; null for all, empty for none (version 0 can't say "none")
 * @param allowAutoTopicCreation whether missing topics may be created; on the wire from version 4, before that always
 * @param includeClusterAuthorizedOperations versions 8 to 10
 * @param includeTopicAuthorizedOperations from version 8
 */
public record MetadataRequest(
        @Nullable List<Topic> topics,
        boolean allowAutoTopicCreation,
        boolean includeClusterAuthorizedOperations,
        boolean includeTopicAuthorizedOperations) {

    /** Asks for topics by name; for none if the list is empty. */
    public static MetadataRequest ofNames(List<String> names, boolean allowAutoTopicCreation) {
        List<Topic> topics =
                names.stream().map(name -> new Topic(Uuid.ZERO, name)).toList();
        return new MetadataRequest(topics, allowAutoTopicCreation, false, false);
    }

    /** Asks for all topics. */
    public static MetadataRequest ofAllTopics() {
        return new MetadataRequest(null, true, false, false);
    }

    /** Reads the body of a request. */
    public static MetadataRequest read(WireReader in, short version) {
        in.begin(ApiKey.METADATA, version);
        List<Topic> topics = version >= 1 ? in.nullableArray(version, Topic::read) : readTopicsV0(in, version);
        boolean allowAutoTopicCreation = version < 4 || in.bool();
        boolean clusterOperations = version >= 8 && version <= 10 && in.bool();
        boolean topicOperations = version >= 8 && in.bool();
        in.skipTaggedFields();
        in.end();
        return new MetadataRequest(topics, allowAutoTopicCreation, clusterOperations, topicOperations);
    }

    /** Reads version 0's topics, where an empty array means all. */
    private static @Nullable List<Topic> readTopicsV0(WireReader in, short version) {
        List<Topic> topics = in.array(version, Topic::read);
        return topics.isEmpty() ? null : topics;
    }

    /**
     * Writes the body of this request.
     *
     * @throws IllegalArgumentException if the version would change what the request means
     */
    public void write(WireWriter out, short version) {
        out.begin(ApiKey.METADATA, version);
        out.refuseIf(version < 4 && !allowAutoTopicCreation, "MetadataRequest.allowAutoTopicCreation=false", version);
        if (version >= 1) {
            out.nullableArray(version, topics, Topic::write);
        } else {
            out.refuseIf(topics != null && topics.isEmpty(), "MetadataRequest.topics=[]", version);
            out.array(version, topics == null ? List.<Topic>of() : topics, Topic::write);
        }
        if (version >= 4) {
            out.bool(allowAutoTopicCreation);
        }
        if (version >= 8 && version <= 10) {
            out.bool(includeClusterAuthorizedOperations);
        }
        if (version >= 8) {
            out.bool(includeTopicAuthorizedOperations);
        }
        out.noTaggedFields();
    }

    /**
     * Names a topic that is wanted, by name or by id.
     *
     * @param topicId from version 10, of use from version 12; {@link Uuid#ZERO} to ask by name
     * @param name null to ask by id
     */
    public record Topic(Uuid topicId, @Nullable String name) {
        static Topic read(WireReader in, short version) {
            Uuid topicId = version >= 10 ? in.uuid() : Uuid.ZERO;
            String name = version >= 10 ? in.nullableString() : in.string();
            in.skipTaggedFields();
            return new Topic(topicId, name);
        }

        void write(WireWriter out, short version) {
            out.refuseIf(version < 10 && name == null, "MetadataRequest.Topic.name=null", version);
            if (version >= 10) {
                out.uuid(topicId);
            }
            out.nullableString(name);
            out.noTaggedFields();
        }
    }
}
