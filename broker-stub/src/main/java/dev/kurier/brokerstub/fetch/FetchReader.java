package dev.kurier.brokerstub.fetch;

import dev.kurier.brokerstub.call.ApiRequest;
import dev.kurier.brokerstub.cluster.ClusterState;
import dev.kurier.brokerstub.cluster.Leadership;
import dev.kurier.brokerstub.cluster.Partition;
import dev.kurier.brokerstub.cluster.Redirections;
import dev.kurier.brokerstub.cluster.Topic;
import dev.kurier.brokerstub.fault.RequestFaults;
import dev.kurier.brokerstub.fault.ResultFault;
import dev.kurier.brokerstub.log.PartitionLog;
import dev.kurier.brokerstub.log.StoredBatch;
import dev.kurier.brokerstub.release.Release;
import dev.kurier.brokerstub.replica.LeaderEpochs;
import dev.kurier.protocol.CurrentLeader;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.NodeEndpoint;
import dev.kurier.protocol.Uuid;
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

    /** From here on consumers may read from followers (KIP-392). */
    private static final short FIRST_VERSION_FROM_FOLLOWERS = 11;

    /** From here on a broker says who leads instead (KIP-951). */
    private static final short FIRST_VERSION_THAT_TELLS_LEADERS = 16;

    private final ClusterState state;
    private final int brokerId;
    private final boolean followersServe;
    private final boolean tellsLeaders;
    private final FetchRequest body;
    private final RequestFaults faults;
    private final boolean hasWaited;
    private final ReplicaSelector replicas;
    private final Redirections redirections;
    private final List<Partition> watched = new ArrayList<>();
    private long readBytes;
    private long unreachableBytes;
    private boolean hasErrors;
    private boolean sendsElsewhere;

    /**
     * Makes a reader for one reading.
     *
     * @param hasWaited whether all of this was read before, and the request was found to have to wait
     */
    FetchReader(ClusterState state, ApiRequest request, FetchRequest body, RequestFaults faults, boolean hasWaited) {
        this.state = state;
        this.brokerId = request.brokerId();
        this.followersServe = request.version() >= FIRST_VERSION_FROM_FOLLOWERS;
        this.tellsLeaders = request.version() >= FIRST_VERSION_THAT_TELLS_LEADERS;
        this.body = body;
        this.faults = faults;
        this.hasWaited = hasWaited;
        this.replicas = new ReplicaSelector(state, request, body);
        this.redirections = new Redirections(state);
    }

    /** Reads one partition; null if the answer is to leave it out. */
    FetchResponse.@Nullable Partition read(SessionPartition wanted) {
        Topic topic = topic(wanted);
        ResultFault fault = fault(wanted);
        Partition partition =
                topic == null ? null : topic.partition(wanted.key().index());
        if (fault.omits()) {
            return null;
        }
        if (partition != null) {
            watched.add(partition);
        }
        ErrorCode error = fault.hasError() ? fault.error() : check(topic, partition, wanted);
        if (partition == null || error != ErrorCode.NONE) {
            noteError(partition, wanted.wanted(), error);
            return failed(partition, wanted.key().index(), error);
        }
        int preferred = replicas.select(partition, wanted.wanted().fetchOffset());
        if (preferred != ReplicaSelector.NO_OTHER) {
            sendsElsewhere = true;
            return elsewhere(partition, wanted.key().index(), preferred);
        }
        EpochEndOffset divergence = divergence(partition, wanted.wanted());
        long highWatermark = highWatermark(partition);
        List<ByteBuffer> records =
                divergence == null ? records(partition.log(), wanted.wanted(), highWatermark) : List.of();
        FetchResponse.Partition answer = FetchResponse.Partition.of(
                wanted.key().index(), highWatermark, partition.log().startOffset(), records);
        if (divergence != null) {
            hasErrors = true;
            answer = answer.withRedirection(new Redirection(divergence, CurrentLeader.NONE, EpochEndOffset.NONE));
        }
        return body.isolationLevel() == READ_COMMITTED ? answer.withAborted(List.of()) : answer;
    }

    /** Answers for a partition that was not there when the request came; null if the answer is to leave it out. */
    FetchResponse.@Nullable Partition unknown(SessionPartition wanted) {
        ResultFault fault = fault(wanted);
        ErrorCode truth = wanted.name() == null ? ErrorCode.UNKNOWN_TOPIC_ID : ErrorCode.UNKNOWN_TOPIC_OR_PARTITION;
        ErrorCode error = fault.hasError() ? fault.error() : truth;
        return fault.omits() ? null : failed(null, wanted.key().index(), error);
    }

    /** Tells whether there is no reason to wait: bytes enough, an error, another broker to ask, or nothing that could bring any. */
    boolean hasEnough() {
        return readBytes + unreachableBytes >= body.minBytes() || hasErrors || sendsElsewhere || watched.isEmpty();
    }

    /** The partitions in which something may still happen. */
    List<Partition> watched() {
        return watched;
    }

    List<NodeEndpoint> endpoints() {
        return redirections.endpoints();
    }

    private @Nullable Topic topic(SessionPartition wanted) {
        String name = wanted.name();
        return name == null ? null : state.topic(name);
    }

    private ResultFault fault(SessionPartition wanted) {
        String name = wanted.name();
        return faults.at(
                name == null ? wanted.key().topic() : name, wanted.key().index());
    }

    private ErrorCode check(@Nullable Topic topic, @Nullable Partition partition, SessionPartition wanted) {
        if (topic == null || partition == null) {
            return ErrorCode.UNKNOWN_TOPIC_OR_PARTITION;
        }
        Uuid id = wanted.key().topicId();
        if (partition.isReplicatedBy(brokerId) && !id.isZero() && !id.equals(topic.id())) {
            return ErrorCode.INCONSISTENT_TOPIC_ID;
        }
        return check(partition, wanted.wanted());
    }

    private ErrorCode check(Partition partition, FetchRequest.Partition wanted) {
        int epoch = wanted.currentLeaderEpoch();
        ErrorCode leadership = followersServe
                ? Leadership.checkReplica(state, partition, brokerId, epoch)
                : Leadership.check(state, partition, brokerId, epoch);
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
        boolean inLog = wanted.fetchOffset() >= partition.log().startOffset()
                && wanted.fetchOffset() <= partition.endOffset(brokerId);
        return inLog ? ErrorCode.NONE : ErrorCode.OFFSET_OUT_OF_RANGE;
    }

    /**
     * Notes a reason to answer at once, if it is one.
     *
     * <p>That records were deleted while the request waited is none: a broker goes on counting bytes, and reads again only
     * when they are enough or the time is over.
     */
    private void noteError(@Nullable Partition partition, FetchRequest.Partition wanted, ErrorCode error) {
        if (hasWaited
                && partition != null
                && error == ErrorCode.OFFSET_OUT_OF_RANGE
                && wanted.fetchOffset() < partition.log().startOffset()) {
            unreachableBytes += readableBytes(partition);
        } else {
            hasErrors = true;
        }
    }

    private long readableBytes(Partition partition) {
        long highWatermark = highWatermark(partition);
        long bytes = 0;
        for (StoredBatch batch : partition.log().batches()) {
            bytes += batch.lastOffset() < highWatermark ? batch.sizeBytes() : 0;
        }
        return bytes;
    }

    /** A follower's own is never beyond what it has. */
    private long highWatermark(Partition partition) {
        return Math.min(partition.highWatermark(), partition.endOffset(brokerId));
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
        long room = Math.min(wanted.maxBytes(), body.maxBytes() - readBytes);
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

    /** Names the broker to ask instead; records are not read then. */
    private FetchResponse.Partition elsewhere(Partition partition, int index, int preferred) {
        long highWatermark = partition.highWatermark();
        return new FetchResponse.Partition(
                index,
                ErrorCode.NONE.code(),
                highWatermark,
                highWatermark,
                partition.log().startOffset(),
                Redirection.NONE,
                null,
                preferred,
                List.of());
    }

    private FetchResponse.Partition failed(@Nullable Partition partition, int index, ErrorCode error) {
        if (partition == null) {
            // Brokers name no aborted transactions then, in an empty list; old ones without.
            FetchResponse.Partition unknown = FetchResponse.Partition.failed(index, error.code());
            boolean isOld = state.settings().release().isBefore(Release.KAFKA_3_9);
            return isOld ? unknown : unknown.withAborted(List.of());
        }
        boolean elsewhere = error == ErrorCode.NOT_LEADER_OR_FOLLOWER || error == ErrorCode.FENCED_LEADER_EPOCH;
        if (!elsewhere || !tellsLeaders) {
            return FetchResponse.Partition.failed(index, error.code());
        }
        CurrentLeader leader = redirections.to(partition);
        Redirection redirection = new Redirection(EpochEndOffset.NONE, leader, EpochEndOffset.NONE);
        return new FetchResponse.Partition(index, error.code(), -1, -1, -1, redirection, null, -1, List.of());
    }
}
