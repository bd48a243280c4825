package dev.kurier.brokerstub.lint;

import dev.kurier.brokerstub.cluster.TopicName;
import dev.kurier.brokerstub.look.TopicNames;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.Uuid;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Reads the body of a Produce request, field by field. */
final class ProduceLint {
    private static final short FIRST_VERSION_BY_ID = 13;

    /** How many partitions of a request are told apart: more are not seen to be repeated. */
    private static final int MOST_SEEN = 100_000;

    private final ByteBuffer frame;
    private final MessageCursor in;
    private final short version;
    private final TopicNames names;
    private final Evidence evidence;
    private final Map<String, Set<Integer>> seen = new HashMap<>();
    private final BatchLint.DecompressedBytes decompressed = new BatchLint.DecompressedBytes();
    private int seenPartitions;

    ProduceLint(ByteBuffer frame, ByteCursor in, short version, TopicNames names, Evidence evidence) {
        this.frame = frame;
        this.in = new MessageCursor(in, ApiKey.PRODUCE.isFlexible(version), evidence);
        this.version = version;
        this.names = names;
        this.evidence = evidence;
    }

    /** Reads it to its end. */
    void check() throws Malformed {
        boolean isInTransaction = in.nullableString("transactionalId") != null;
        int acksAt = in.at();
        short acks = in.fields().int16("acks");
        if (acks < -1 || acks > 1) {
            evidence.found(LintRule.ACKS_ILLEGAL, "acks", acksAt, "-1, 0 or 1", acks);
        }
        int timeoutAt = in.at();
        int timeoutMs = in.fields().int32("timeoutMs");
        if (timeoutMs <= 0) {
            evidence.found(LintRule.TIMEOUT_NOT_POSITIVE, "timeoutMs", timeoutAt, "1 or more", timeoutMs);
        }
        int countAt = in.at();
        int topics = in.count("topics");
        if (topics == 0) {
            evidence.found(LintRule.REQUEST_EMPTY, "topics", countAt, "1 or more", topics);
        }
        for (int i = 0; i < topics; i++) {
            topic(new BatchLint.Terms(version, isInTransaction, decompressed));
        }
        evidence.place().request();
        in.tags();
    }

    private void topic(BatchLint.Terms terms) throws Malformed {
        evidence.place().request();
        String topic = version >= FIRST_VERSION_BY_ID ? topicById() : topicByName();
        evidence.place().topic(topic);
        int countAt = in.at();
        int count = in.count("partitions");
        if (count == 0) {
            evidence.found(LintRule.TOPIC_EMPTY, "partitions", countAt, "1 or more", count);
        }
        for (int i = 0; i < count; i++) {
            partition(topic, terms);
        }
        evidence.place().topic(topic);
        in.tags();
    }

    private String topicByName() throws Malformed {
        int at = in.at();
        String name = in.nullableString("topic name");
        if (name == null || !TopicName.isLegal(name)) {
            evidence.found(LintRule.TOPIC_NAME_ILLEGAL, "topic name", at, "a legal name", "'" + name + "'");
        }
        return String.valueOf(name);
    }

    private String topicById() throws Malformed {
        int at = in.at();
        Uuid id = new Uuid(in.fields().int64("topic id"), in.fields().int64("topic id"));
        if (id.isZero()) {
            evidence.found(LintRule.TOPIC_ID_MISSING, "topic id", at, "an id", "zero");
        }
        String name = names.of(id);
        return name == null ? id.toString() : name;
    }

    private boolean isRepeated(String topic, int index) {
        if (seenPartitions == MOST_SEEN) {
            return seen.getOrDefault(topic, Set.of()).contains(index);
        }
        boolean isNew = seen.computeIfAbsent(topic, name -> new HashSet<>()).add(index);
        seenPartitions += isNew ? 1 : 0;
        return !isNew;
    }

    private void partition(String topic, BatchLint.Terms terms) throws Malformed {
        int at = in.at();
        int index = in.fields().int32("partition");
        evidence.place().partition(index);
        if (index < 0) {
            evidence.found(LintRule.PARTITION_NEGATIVE, "partition", at, "0 or more", index);
        }
        if (isRepeated(topic, index)) {
            evidence.found(LintRule.PARTITION_REPEATED, "partition", at, "each once", index + " again");
        }
        int lengthAt = in.at();
        int length = in.byteLength("records");
        if (length <= 0) {
            evidence.found(LintRule.RECORDS_MISSING, "records", lengthAt, "a batch", length < 0 ? "null" : "no bytes");
        } else {
            int start = in.at();
            in.fields().skip(length, "records");
            BatchLint.check(frame, start, start + length, terms, evidence);
        }
        in.tags();
    }
}
