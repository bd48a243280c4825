package dev.kurier.brokerstub;

import dev.kurier.brokerstub.cluster.Broker;
import dev.kurier.brokerstub.cluster.Countdown;
import dev.kurier.brokerstub.cluster.Partition;
import dev.kurier.brokerstub.connection.ClusterCore;
import dev.kurier.brokerstub.log.AppendOutcome;
import dev.kurier.brokerstub.log.AppendTerms;
import dev.kurier.brokerstub.look.PartitionBatches;
import dev.kurier.brokerstub.look.Patience;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.compress.CompressionType;
import dev.kurier.protocol.record.BatchAttributes;
import dev.kurier.protocol.record.BatchDescription;
import dev.kurier.protocol.record.BatchHeader;
import dev.kurier.protocol.record.BatchHeaderWriter;
import dev.kurier.protocol.record.EncodedRecord;
import dev.kurier.protocol.record.HeadersEncoder;
import dev.kurier.protocol.record.RecordBatchWriter;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Refers to one partition of a {@link StubCluster}. May be used from any thread. */
public final class StubPartition {
    private final ClusterCore core;
    private final Partition partition;

    StubPartition(ClusterCore core, Partition partition) {
        this.core = core;
        this.partition = partition;
    }

    /** Returns its index in its topic. */
    public int index() {
        return partition.index();
    }

    /** Returns the broker that leads it, or -1. */
    public int leader() {
        return core.ask(state -> partition.leaderId());
    }

    /** Returns the offset that its next record will have. */
    public long endOffset() {
        return core.ask(state -> partition.log().endOffset());
    }

    /** Returns its records, as far as they are still kept; can wait for more. */
    public StoredRecords records() {
        return StoredRecords.of(
                () -> "partition=" + partition.topic() + "-" + partition.index(),
                () -> core.ask(state -> List.of(PartitionBatches.of(partition))),
                new Patience(core));
    }

    /**
     * Appends a record of the test's own, as its leader does, stamped with the cluster's time.
     *
     * @return its offset
     * @throws IllegalArgumentException if a broker would refuse it, as without a leader
     */
    public long append(byte @Nullable [] key, byte @Nullable [] value, List<StoredRecord.Header> headers) {
        return append(key, value, headers, core.ask(state -> core.wallMs()));
    }

    /** As {@link #append(byte[], byte[], List)}, with a timestamp, milliseconds since 1970. */
    public long append(
            byte @Nullable [] key, byte @Nullable [] value, List<StoredRecord.Header> headers, long timestampMs) {
        ByteBuffer batch = batch(key, value, headers, timestampMs);
        long[] offset = new long[1];
        core.change(state -> {
            if (partition.leaderId() == Partition.NO_LEADER) {
                throw new IllegalArgumentException("partition=" + partition.topic() + "-" + partition.index()
                        + " has no leader, who alone appends; moveLeader gives it one");
            }
            AppendTerms terms = new AppendTerms(
                    partition.topic(),
                    partition.index(),
                    partition.leaderEpoch(),
                    core.wallMs(),
                    true,
                    state.settings().release());
            AppendOutcome outcome = partition.append(batch, terms, core.nowNs());
            if (outcome.error() != ErrorCode.NONE) {
                throw new IllegalArgumentException("partition=" + partition.topic() + "-" + partition.index()
                        + " refuses the record: " + outcome.error() + " " + outcome.message());
            }
            offset[0] = outcome.baseOffset();
        });
        return offset[0];
    }

    private static ByteBuffer batch(
            byte @Nullable [] key, byte @Nullable [] value, List<StoredRecord.Header> headers, long timestampMs) {
        EncodedRecord record = new EncodedRecord().key(key).value(value).timestampMs(timestampMs);
        HeadersEncoder encoder = new HeadersEncoder();
        headers.forEach(header -> encoder.add(header.name(), bytes(header.value())));
        encoder.applyTo(record);
        ByteBuffer records = ByteBuffer.allocate(RecordBatchWriter.maxSizeOf(record));
        records.limit(RecordBatchWriter.write(records, 0, record, 0, 0));
        ByteBuffer batch = ByteBuffer.allocate(BatchHeader.SIZE + records.limit());
        BatchDescription description = new BatchDescription(
                BatchAttributes.of(CompressionType.NONE, false),
                1,
                timestampMs,
                timestampMs,
                BatchHeader.NO_PRODUCER_ID,
                BatchHeader.NO_PRODUCER_EPOCH,
                BatchHeader.NO_SEQUENCE);
        BatchHeaderWriter.write(batch, 0, description, List.of(records));
        return batch.put(BatchHeader.SIZE, records, 0, records.limit());
    }

    private static byte @Nullable [] bytes(@Nullable ByteBuffer value) {
        if (value == null) {
            return null;
        }
        byte[] bytes = new byte[value.remaining()];
        value.duplicate().get(bytes);
        return bytes;
    }

    /** Returns the first offset that can still be read. */
    public long startOffset() {
        return core.ask(state -> partition.log().startOffset());
    }

    /** Returns the offset up to which consumers may read: every replica in sync has what lies before it. */
    public long highWatermark() {
        return core.ask(state -> partition.highWatermark());
    }

    /** Returns the brokers in sync, in the order in which they would lead. */
    public List<Integer> isr() {
        return core.ask(state -> partition.inSyncReplicas());
    }

    /**
     * Returns the replica that a broker has, to look at it or to slow it down.
     *
     * @throws IllegalArgumentException if it has none
     */
    public StubReplica replica(int brokerId) {
        core.change(state -> state.requireReplica(partition, brokerId));
        return new StubReplica(core, partition, brokerId);
    }

    /**
     * Takes brokers out of sync now, as if they had stalled for too long; {@link StubReplica#resume} brings one back.
     *
     * @throws IllegalArgumentException if one is the leader, or has no replica
     */
    public void shrinkIsr(int... brokerIds) {
        Set<Integer> leaving = IntStream.of(brokerIds).boxed().collect(Collectors.toSet());
        core.change(state -> {
            if (leaving.contains(partition.leaderId())) {
                throw new IllegalArgumentException(
                        "broker=" + partition.leaderId() + " leads, and so is in sync; move the leader first");
            }
            leaving.forEach(id -> state.requireReplica(partition, id));
            partition.replicas(all -> {
                leaving.forEach(all::stall);
                all.dropFromSync(leaving);
            });
        });
    }

    /**
     * Makes another broker its leader, in a new epoch; -1 leaves it without one, see {@link #leaderless()}.
     *
     * <p>What the new leader has not copied is lost; records with acks=1 may be.
     *
     * @throws IllegalArgumentException if the broker is down or not in sync
     */
    public void moveLeader(int brokerId) {
        core.change(state -> state.moveLeader(partition, brokerId));
    }

    /** Makes a live replica its leader although it need not be in sync: what it has not copied is lost. */
    public void electUnclean(int brokerId) {
        core.change(state -> state.electUnclean(partition, brokerId));
    }

    /** Takes its leader away, until {@link #moveLeader} or {@link #electUnclean} gives it another. */
    public void leaderless() {
        core.change(state -> partition.leaderless(null));
    }

    /** Takes its leader away; after this time, by the driver's clock, a replica in sync takes over. */
    public void leaderless(Duration duration) {
        Countdown.nanosOf(duration);
        core.change(state -> partition.leaderless(duration));
    }

    /**
     * Lets brokers go on telling in Metadata, for this long by the driver's clock, who leads it now: say so before you
     * change it.
     *
     * @param brokerIds the brokers that are behind; none means all
     */
    public void staleMetadataFor(Duration duration, int... brokerIds) {
        core.change(state -> {
            Set<Integer> behind = brokerIds.length > 0
                    ? IntStream.of(brokerIds).boxed().collect(Collectors.toSet())
                    : state.brokers().stream().map(Broker::id).collect(Collectors.toSet());
            partition.freezeView(behind, duration);
        });
    }

    /** Drops the records before an offset, as retention and DeleteRecords do; the log start moves. */
    public void deleteRecords(long beforeOffset) {
        core.change(state -> partition.deleteRecords(beforeOffset));
    }

    /** Makes it forget the producers it knew, as a broker does that lost its state. */
    public void loseProducerState() {
        core.change(state -> partition.log().forgetProducers());
    }
}
