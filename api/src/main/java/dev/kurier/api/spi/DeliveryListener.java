package dev.kurier.api.spi;

import dev.kurier.api.Outcome;
import dev.kurier.api.TopicPartition;
import dev.kurier.api.error.ProducerException;
import org.jspecify.annotations.Nullable;

/**
 * Is told of each stage of a record's life, in the words of {@code docs/delivery-time.md}: appended, sealed, sent, perhaps sent
 * again, ended.
 *
 * <p>A record is appended to a batch; from then on the batch stands for its records. What a listener throws is contained,
 * counted in the metric {@code listener-error-total} and logged once; several are called in the order of the configuration.
 * {@link #onAppended} and {@link #onRefused} run on the threads that send, by several at once; all others run on the callback
 * thread, one after the other and for each batch in the order of the stages, before the callbacks of its records; batches of a
 * partition end in their order, so that {@link #onEnded} of one that has overtaken another comes after that of the other. Since the
 * threads differ, a batch may be told of as sealed before {@link #onAppended} has been called for its last record.
 *
 * <p>The records of a batch that ended UNKNOWN may still be sent again, see {@code docs/guarantees.md}; nothing more is told of it.
 * Slow listeners hold senders of records back, as slow callbacks do.
 *
 * <p>Spans are in nanoseconds of the monotonic clock.
 */
public interface DeliveryListener extends AutoCloseable {
    /**
     * Names a batch on its way.
     *
     * @param topicPartition where it goes
     * @param number counts the batches of the partition; the parts of a divided batch all have the number of the whole
     * @param recordCount how many records it has
     * @param sizeBytes its size on the wire, compressed; 0 if it can't be sent
     */
    record Batch(TopicPartition topicPartition, long number, int recordCount, int sizeBytes) {}

    /**
     * The record is in a batch; {@code send} is about to return.
     *
     * @param batchNumber the batch's {@link Batch#number}
     * @param sizeBytes by how much the record made the partition's batches grow, uncompressed
     */
    default void onAppended(TopicPartition topicPartition, long batchNumber, int sizeBytes) {}

    /** The record came into no batch; its delivery ends, or has ended, with {@code error}. */
    default void onRefused(String topic, ProducerException error) {}

    /**
     * The batch takes no more records and is about to be sent, or given up.
     *
     * @param reason why: {@code full}, {@code linger}, {@code flush}, {@code memory}, {@code close} or {@code broken}
     * @param batchingNs how long it was open
     */
    default void onSealed(Batch batch, String reason, long batchingNs) {}

    /**
     * An attempt begins: the batch goes into a request.
     *
     * @param attempt counts from 1
     * @param broker the leader's id
     * @param waitingNs how long ago the batch was sealed
     */
    default void onSent(Batch batch, int attempt, int broker, long waitingNs) {}

    /**
     * An attempt ended without success; another follows, unless time runs out before.
     *
     * @param attempt the one that ended
     * @param why what the broker said, or what happened to the connection
     * @param backoffNs how long the batch waits at least
     */
    default void onRetry(Batch batch, int attempt, String why, long backoffNs) {}

    /**
     * The batch was too large, or some of its records were refused: the rest goes on in {@code parts} new batches, which are told
     * of from {@link #onSealed} on, and each refused record ends alone, as a batch of one.
     */
    default void onDivided(Batch batch, int parts, String why) {}

    /**
     * The records of the batch have ended.
     *
     * @param outcome what is known of them
     * @param error null if they are in the log, or were handed over with acks=0 and nobody will tell more
     * @param inFlightNs from the beginning of the last attempt to the answer that wrote them; 0 if there was none
     */
    default void onEnded(Batch batch, Outcome outcome, @Nullable ProducerException error, long inFlightNs) {}

    /** Frees what the listener holds; called once, when the producer closes. */
    @Override
    default void close() {}
}
