package dev.kurier.integrationtests.likeness;

import java.util.Map;
import org.apache.kafka.common.Uuid;

/**
 * Is what both brokers hold alike.
 *
 * @param clusterId what both call their cluster
 * @param topicIds the ids that the real broker drew, given to the stub as well
 * @param sessionId the fetch session that the broker asked has opened last, each its own; 0 for none
 */
record Scene(String clusterId, Map<String, Uuid> topicIds, int sessionId) {
    /** Partitions of every topic. */
    static final int PARTITIONS = 2;

    /** A topic that neither broker has. */
    static final String UNKNOWN_TOPIC = "nobody-made-this";

    /** An id that neither broker knows. */
    static final Uuid UNKNOWN_ID = new Uuid(0x1234_5678_9abc_def0L, 0x0fed_cba9_8765_4321L);

    /** The topic that is written by version {@code version} of Produce, and no other. */
    static String producedBy(short version) {
        return "produced-by-v" + version;
    }

    /** The topic that holds {@link Batches#THREE} and {@link Batches#TWO} in partition 0 and nothing in 1. */
    static final String READ = "read";

    /** Stands for the topic that version {@code version} of DeleteTopics deletes, and no other. */
    static final String DOOMED = "doomed";

    static String doomed(short version) {
        return DOOMED + "-by-v" + version;
    }

    /** The topic that is only compacted, and empty. */
    static final String COMPACTED = "compacted";

    /** The topic whose records get the broker's time. */
    static final String STAMPED = "stamped";

    /** The topic whose records version {@code version} of DeleteRecords deletes, and no other. */
    static String shrunk(short version) {
        return "shrunk-by-v" + version;
    }

    /** The topic whose settings version {@code version} of IncrementalAlterConfigs changes, and no other. */
    static String altered(short version) {
        return "altered-by-v" + version;
    }

    Scene withSession(int id) {
        return new Scene(clusterId, topicIds, id);
    }

    Uuid id(String topic) {
        return topicIds.getOrDefault(topic, UNKNOWN_ID);
    }
}
