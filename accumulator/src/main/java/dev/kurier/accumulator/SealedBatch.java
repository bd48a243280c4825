package dev.kurier.accumulator;

import dev.kurier.accumulator.delivery.BatchOutcome;
import dev.kurier.accumulator.delivery.BatchTimes;
import dev.kurier.api.error.ProducerException;
import dev.kurier.protocol.record.BatchAttributes;
import dev.kurier.protocol.record.BatchDescription;
import dev.kurier.protocol.record.BatchHeader;
import dev.kurier.protocol.record.BatchHeaderWriter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds the final records of a batch until they are sent and settled. Belongs to the sender's thread.
 *
 * <p>The bytes stay where they are until {@link #release}, which may only be called when no connection will read them any more.
 */
public final class SealedBatch {
    private final Origin origin;
    private final BatchOutcome outcome;
    private final Contents contents;
    private final @Nullable Payload payload;
    private final boolean sendable;
    private @Nullable BatchDescription identity;
    private boolean headerInPlace;
    private @Nullable ByteBuffer ownHeader;
    private boolean released;

    /**
     * Takes over a batch.
     *
     * @param payload its bytes, or null if a claim has not been committed
     * @param sendable whether the bytes are what they should be
     */
    SealedBatch(Origin origin, BatchOutcome outcome, Contents contents, @Nullable Payload payload, boolean sendable) {
        this.origin = origin;
        this.outcome = outcome;
        this.contents = contents;
        this.payload = payload;
        this.sendable = sendable;
    }

    /** The partition's chain. */
    public PartitionChain chain() {
        return origin.chain();
    }

    /** The batch's number in its chain; parts of a batch have the number of the whole. */
    public long ordinal() {
        return origin.ordinal();
    }

    /** Why it takes no more records. */
    public SealReason sealReason() {
        return origin.reason();
    }

    /** How the records end. */
    public BatchOutcome outcome() {
        return outcome;
    }

    /** When the batch passed its stages. */
    public BatchTimes times() {
        return outcome.times();
    }

    /** How many records there are. */
    public int recordCount() {
        return contents.recordCount();
    }

    /** The largest timestamp of the records. */
    public long maxTimestampMs() {
        return contents.maxTimestampMs();
    }

    /** Bytes on the wire, the 61-byte header included; 0 if the batch has no bytes. */
    public int sizeBytes() {
        return payload == null ? 0 : payload.sizeBytes();
    }

    /** What {@link #sizeBytes} was before the records were compressed; the same if they were not. */
    public int uncompressedBytes() {
        return payload == null ? 0 : payload.uncompressedBytes();
    }

    /**
     * Tells whether the batch can be sent. If not, writing one of its records has failed or a caller has not finished writing
     * in time: all its records are certainly not in the log.
     */
    public boolean isSendable() {
        return sendable;
    }

    /**
     * The bytes of the batch: header with CRC-32C, then the records where the callers wrote them; fresh views for each attempt.
     * The header is made anew only for another identity, and then elsewhere: bytes once given out never change.
     *
     * @param producerId -1 for a batch without identity, as the other two then
     */
    public List<ByteBuffer> encode(long producerId, short producerEpoch, int baseSequence) {
        Payload bytes = bytes();
        BatchDescription wanted = new BatchDescription(
                BatchAttributes.of(bytes.compression(), false),
                contents.recordCount(),
                contents.baseTimestampMs(),
                contents.maxTimestampMs(),
                producerId,
                producerEpoch,
                baseSequence);
        if (!wanted.equals(identity)) {
            writeHeader(bytes, wanted);
            identity = wanted;
        }
        if (ownHeader == null) {
            return bytes.batch();
        }
        List<ByteBuffer> parts = new ArrayList<>();
        parts.add(ownHeader.duplicate());
        parts.addAll(bytes.records());
        return parts;
    }

    /**
     * Divides a batch that is too large for the broker into smaller ones, in order; the records keep their deliveries and this
     * batch keeps its memory until its release. Uses memory beyond the budget if there is none, never waits.
     *
     * @param targetSizeBytes how large the parts may be; a single record may be larger
     * @throws IllegalStateException if there is only one record, or the outcome has ended
     */
    public List<SealedBatch> split(int targetSizeBytes) {
        if (contents.recordCount() < 2) {
            throw new IllegalStateException("a batch of one record can't be split: " + this);
        }
        return new BatchDivision(this, bytes()).split(targetSizeBytes);
    }

    /**
     * Fails the records that the broker has named and returns a batch of the others, or none if there are none. Memory as for
     * {@link #split}.
     *
     * @param culprits the error of each record that fails, by index in this batch
     * @throws IllegalStateException if the outcome has ended
     */
    public List<SealedBatch> without(Map<Integer, ProducerException> culprits) {
        return new BatchDivision(this, bytes()).without(culprits);
    }

    /**
     * Gives the memory back; called once, when nobody will read the bytes any more. If a caller has not finished writing it
     * comes back with that caller's commit instead.
     *
     * @throws IllegalStateException if called twice
     */
    public void release() {
        if (released) {
            throw new IllegalStateException("released twice: " + this);
        }
        released = true;
        if (payload != null) {
            payload.release();
        }
        chain().forgetSettled();
    }

    /** Names the partition and the batch's extent. */
    @Override
    public String toString() {
        return "SealedBatch[" + chain().topicPartition() + ", recordCount=" + recordCount() + ", sizeBytes="
                + sizeBytes() + "]";
    }

    private Payload bytes() {
        Payload bytes = payload;
        if (bytes == null || released) {
            throw new IllegalStateException(
                    released
                            ? "already released: " + this
                            : "has no bytes, a caller has not finished writing: " + this);
        }
        return bytes;
    }

    private void writeHeader(Payload bytes, BatchDescription description) {
        if (headerInPlace) {
            ownHeader = ByteBuffer.allocate(BatchHeader.SIZE);
        }
        headerInPlace = true;
        ByteBuffer target = ownHeader == null ? bytes.headerMemory() : ownHeader;
        BatchHeaderWriter.write(target, 0, description, bytes.records());
    }

    Origin origin() {
        return origin;
    }

    /**
     * Says where a batch comes from.
     *
     * @param chain the partition's chain
     * @param ordinal the batch's number there
     * @param reason why it was sealed
     */
    record Origin(PartitionChain chain, long ordinal, SealReason reason) {}

    /**
     * Describes the records of a batch, whatever their bytes.
     *
     * @param recordCount how many there are
     * @param baseTimestampMs what their timestamp deltas refer to
     * @param maxTimestampMs the largest timestamp
     */
    record Contents(int recordCount, long baseTimestampMs, long maxTimestampMs) {}
}
