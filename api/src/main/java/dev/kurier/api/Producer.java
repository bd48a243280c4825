package dev.kurier.api;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Writes records to Kafka.
 *
 * <p>All methods may be called from any thread. Per sending thread and partition, the log order of the records reported
 * {@link Outcome#PERSISTED} is the order of their {@code send} calls.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public interface Producer<K, V> extends AutoCloseable {
    /**
     * Sends a record; the {@link Delivery} tells how it ends.
     *
     * <p>Serializes, partitions and appends on the calling thread. May wait for the topic's metadata and for buffer
     * memory, at most {@code max.block.ms} in all; what goes wrong then or later arrives in the delivery.
     *
     * @throws dev.kurier.api.error.ProducerClosedException if the producer is closed
     * @throws dev.kurier.api.error.ProducerFailedException if the producer's sender has died of an error
     * @throws dev.kurier.api.error.InvalidRecordException if the record can never be sent as it is
     * @throws dev.kurier.api.error.SerializationException if a serializer refused the key or value
     * @throws dev.kurier.api.error.InterruptException if the thread was interrupted while it waited; the flag is kept,
     *     the record was not accepted
     */
    Delivery send(ProducerRecord<K, V> record);

    /**
     * As {@link #send(ProducerRecord)}; {@code callback} is called once when the delivery ends.
     *
     * @throws dev.kurier.api.error.BufferExhaustedException if the record is refused and too many callbacks wait already, for
     *     {@code max.block.ms}: then it is not called
     */
    Delivery send(ProducerRecord<K, V> record, Callback callback);

    /**
     * As {@link #send(ProducerRecord)}, but waits for neither metadata nor memory.
     *
     * <p>Plugins run on the calling thread here as well: a serializer that asks a schema registry waits for its answer.
     *
     * <p>If metadata or memory is missing, the returned delivery has already ended, {@link Outcome#NOT_PERSISTED}, with a
     * retriable error; missing metadata is asked for, so that a later call finds it.
     */
    Delivery trySend(ProducerRecord<K, V> record);

    /**
     * As {@link #trySend(ProducerRecord)}; {@code callback} is called once when the delivery ends.
     *
     * @throws dev.kurier.api.error.BufferExhaustedException if the record is refused and too many callbacks wait already: then
     *     it is not called
     */
    Delivery trySend(ProducerRecord<K, V> record, Callback callback);

    /**
     * Waits until every record accepted before this call has ended; linger does not hold them back.
     *
     * @throws IllegalStateException inside a callback of this producer
     * @throws dev.kurier.api.error.InterruptException if the thread was interrupted; the flag is kept
     */
    void flush();

    /**
     * As {@link #flush()}, but waits no longer than {@code timeout}.
     *
     * @return whether every record accepted before this call has ended
     */
    boolean flush(Duration timeout);

    /**
     * Lists the partitions of a topic, asking the cluster if need be.
     *
     * @throws dev.kurier.api.error.MetadataException if the topic did not become known within {@code max.block.ms}
     */
    List<PartitionInfo> partitionsFor(String topic);

    /** The current values of all metrics, under Kafka's names. */
    Map<MetricName, Double> metrics();

    /** Closes as {@link #close(Duration)} with the time that the records still have by their own deadlines. */
    @Override
    void close();

    /**
     * Refuses new records, waits for those under way, then gives up the rest and frees everything.
     *
     * <p>May be called more than once and from several threads; later calls wait for the first. Inside a callback it starts
     * the close and returns at once.
     *
     * <p>Callbacks of the records that ended are waited for as well, until {@code timeout} is over but a second at least. If one
     * takes longer, or waits for a lock that the closing thread holds, this returns without it and says so in the log; the
     * callbacks go on, and plugins are closed after the last.
     *
     * @param timeout how long to wait for records under way and their callbacks; zero gives the records up at once
     * @return which records were given up
     */
    CloseReport close(Duration timeout);
}
