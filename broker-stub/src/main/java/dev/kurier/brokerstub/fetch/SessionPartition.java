package dev.kurier.brokerstub.fetch;

import dev.kurier.brokerstub.cluster.ClusterState;
import dev.kurier.brokerstub.cluster.Topic;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.Uuid;
import dev.kurier.protocol.fetch.FetchRequest;
import dev.kurier.protocol.fetch.FetchResponse;
import dev.kurier.protocol.fetch.FetchResponse.EpochEndOffset;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Is one partition that a client reads: what it asked for last, and what it was told last. */
final class SessionPartition {
    private static final long NEVER_TOLD = -1;
    private static final int NO_REPLICA = -1;

    private final Key key;
    private FetchRequest.Partition wanted;
    private @Nullable String name;
    private long toldHighWatermark = NEVER_TOLD;
    private long toldStartOffset = NEVER_TOLD;

    SessionPartition(Key key, FetchRequest.Partition wanted) {
        this.key = key;
        this.wanted = wanted;
        this.name = key.topicId.isZero() && !key.topic.isEmpty() ? key.topic : null;
    }

    /**
     * Tells the partitions of a session apart.
     *
     * @param topic empty if the client asks by id
     * @param topicId {@link Uuid#ZERO} if it asks by name
     */
    record Key(String topic, Uuid topicId, int index) {}

    Key key() {
        return key;
    }

    FetchRequest.Partition wanted() {
        return wanted;
    }

    /** Sets what is wanted from now on. */
    void wanted(FetchRequest.Partition wanted) {
        this.wanted = wanted;
    }

    /** The topic's name, or null if nobody knows the id. */
    @Nullable
    String name() {
        return name;
    }

    /** Finds the name behind an id; once found it stays, also when the topic is deleted. */
    void resolve(ClusterState state) {
        if (name == null) {
            Topic topic = state.topic(key.topicId);
            name = topic == null ? null : topic.name();
        }
    }

    /**
     * Notes an answer, and tells whether the client learns something by it: records, an error, another high watermark or
     * log start, or where else to look.
     */
    boolean isNews(FetchResponse.Partition answer) {
        boolean moved = answer.highWatermark() != toldHighWatermark || answer.logStartOffset() != toldStartOffset;
        boolean failed = answer.errorCode() != ErrorCode.NONE.code();
        boolean elsewhere = answer.preferredReadReplica() != NO_REPLICA
                || !answer.redirection().divergingEpoch().equals(EpochEndOffset.NONE);
        // An answer with an error has neither: what comes behind it is news in any case.
        toldHighWatermark = answer.highWatermark();
        toldStartOffset = answer.logStartOffset();
        return moved || failed || elsewhere || hasRecords(answer);
    }

    static boolean hasRecords(FetchResponse.Partition answer) {
        List<ByteBuffer> records = answer.records();
        return records != null && records.stream().anyMatch(ByteBuffer::hasRemaining);
    }
}
