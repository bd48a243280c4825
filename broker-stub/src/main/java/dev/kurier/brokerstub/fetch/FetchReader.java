package dev.kurier.brokerstub.fetch;

import dev.kurier.brokerstub.cluster.ClusterState;
import dev.kurier.brokerstub.cluster.Leadership;
import dev.kurier.brokerstub.cluster.Partition;
import dev.kurier.brokerstub.cluster.Redirections;
import dev.kurier.brokerstub.cluster.Topic;
import dev.kurier.brokerstub.fault.RequestFaults;
import dev.kurier.brokerstub.fault.ResultFault;
import dev.kurier.brokerstub.log.PartitionLog;
import dev.kurier.brokerstub.log.StoredBatch;
import dev.kurier.brokerstub.replica.LeaderEpochs;
import dev.kurier.protocol.CurrentLeader;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.NodeEndpoint;
import dev.kurier.protocol.fetch.FetchRequest;
import dev.kurier.protocol.fetch.FetchResponse;
import dev.kurier.protocol.fetch.FetchResponse.EpochEndOffset;
import dev.kurier.protocol.fetch.FetchResponse.Redirection;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the partitions of one Fetch request, and keeps count.
 *
 * <p>The first batch of an answer comes even if it is larger than was asked for (KIP-74).
 */
final class FetchReader {
    private static final byte READ_COMMITTED = 1;

    private final ClusterState state;
    private final int brokerId;
    private final RequestFaults faults;
    private final Redirections redirections;
    private final List<Partition> watched = new ArrayList<>();
    private final int maxBytes;
    private final boolean readCommitted;
    private long readBytes;
    private boolean hasErrors;

    FetchReader(ClusterState state, int brokerId, FetchRequest request, RequestFaults faults) {
        this.state = state;
        this.brokerId = brokerId;
        this.maxBytes = request.maxBytes();
        this.readCommitted = request.isolationLevel() == READ_COMMITTED;
        this.faults = faults;
        this.redirections = new Redirections(state);
    }

    /** Reads one partition of a topic that exists; null if the answer is to leave it out. */
    FetchResponse.@Nullable Partition read(Topic topic, FetchRequest.Partition wanted) {
        ResultFault fault = faults.at(topic.name(), wanted.index());
        Partition partition = topic.partition(wanted.index());
        ErrorCode error = fault.hasError() ? fault.error() : check(partition, wanted);
        if (fault.omits()) {
            return null;
        }
        if (partition != null) {
            watched.add(partition);
        }
        if (partition == null || error != ErrorCode.NONE) {
            hasErrors = true;
            return failed(partition, wanted.index(), error);
        }
        PartitionLog log = partition.log();
        long highWatermark = partition.highWatermark();
        EpochEndOffset divergence = divergence(partition, wanted);
        List<ByteBuffer> records = divergence == null ? records(log, wanted, highWatermark) : List.of();
        FetchResponse.Partition answer =
                FetchResponse.Partition.of(wanted.index(), highWatermark, log.startOffset(), records);
        if (divergence != null) {
            hasErrors = true;
            answer = answer.withRedirection(new Redirection(divergence, CurrentLeader.NONE, EpochEndOffset.NONE));
        }
        return readCommitted ? answer.withAborted(List.of()) : answer;
    }

    /** Notes that the answer reports an error, and so must not wait. */
    void noteError() {
        hasErrors = true;
    }

    boolean hasErrors() {
        return hasErrors;
    }

    long readBytes() {
        return readBytes;
    }

    /** The partitions in which something may still happen. */
    List<Partition> watched() {
        return watched;
    }

    List<NodeEndpoint> endpoints() {
        return redirections.endpoints();
    }

    private ErrorCode check(@Nullable Partition partition, FetchRequest.Partition wanted) {
        if (partition == null) {
            return ErrorCode.UNKNOWN_TOPIC_OR_PARTITION;
        }
        ErrorCode leadership = Leadership.check(state, partition, brokerId, wanted.currentLeaderEpoch());
        if (leadership != ErrorCode.NONE) {
            return leadership;
        }
        if (wanted.lastFetchedEpoch() != Leadership.EPOCH_NOT_SAID) {
            LeaderEpochs.End end = partition.endOfEpoch(wanted.lastFetchedEpoch());
            if (end.equals(LeaderEpochs.End.UNKNOWN)) {
                return ErrorCode.OFFSET_OUT_OF_RANGE;
            }
            if (isDivergence(end, wanted)) {
                return ErrorCode.NONE;
            }
        }
        PartitionLog log = partition.log();
        boolean inLog = wanted.fetchOffset() >= log.startOffset() && wanted.fetchOffset() <= log.endOffset();
        return inLog ? ErrorCode.NONE : ErrorCode.OFFSET_OUT_OF_RANGE;
    }

    /** Says where the log that the reader knows left this one, or null if it didn't (KIP-595). */
    private static @Nullable EpochEndOffset divergence(Partition partition, FetchRequest.Partition wanted) {
        if (wanted.lastFetchedEpoch() == Leadership.EPOCH_NOT_SAID) {
            return null;
        }
        LeaderEpochs.End end = partition.endOfEpoch(wanted.lastFetchedEpoch());
        return isDivergence(end, wanted) ? new EpochEndOffset(end.epoch(), end.endOffset()) : null;
    }

    private static boolean isDivergence(LeaderEpochs.End end, FetchRequest.Partition wanted) {
        return end.epoch() < wanted.lastFetchedEpoch() || end.endOffset() < wanted.fetchOffset();
    }

    /**
     * Returns what fits, up to the last byte, in the middle of a batch if need be, as a broker reads its files.
     *
     * <p>Never just a piece of the first batch: it comes whole if nothing else has been read, else not at all.
     */
    private List<ByteBuffer> records(PartitionLog log, FetchRequest.Partition wanted, long highWatermark) {
        List<ByteBuffer> pieces = new ArrayList<>();
        long room = Math.min(wanted.maxBytes(), maxBytes - readBytes);
        for (StoredBatch batch : log.from(wanted.fetchOffset())) {
            if (batch.lastOffset() >= highWatermark) {
                break;
            }
            int size = batch.sizeBytes();
            boolean whole = size <= room || (pieces.isEmpty() && readBytes == 0);
            if (!whole && (pieces.isEmpty() || room <= 0)) {
                break;
            }
            pieces.add(whole ? batch.bytes() : batch.bytes().slice(0, (int) room));
            readBytes += whole ? size : room;
            room -= size;
        }
        return pieces;
    }

    /** Answers about a partition that isn't there; brokers name no aborted transactions then, in an empty list. */
    static FetchResponse.Partition unknown(int index, ErrorCode error) {
        return FetchResponse.Partition.failed(index, error.code()).withAborted(List.of());
    }

    private FetchResponse.Partition failed(@Nullable Partition partition, int index, ErrorCode error) {
        if (partition == null) {
            return unknown(index, error);
        }
        boolean elsewhere = error == ErrorCode.NOT_LEADER_OR_FOLLOWER || error == ErrorCode.FENCED_LEADER_EPOCH;
        if (!elsewhere) {
            return FetchResponse.Partition.failed(index, error.code());
        }
        CurrentLeader leader = redirections.to(partition);
        Redirection redirection = new Redirection(EpochEndOffset.NONE, leader, EpochEndOffset.NONE);
        return new FetchResponse.Partition(index, error.code(), -1, -1, -1, redirection, null, -1, List.of());
    }
}
