package dev.kurier.sender.watch;

import dev.kurier.accumulator.SealedBatch;
import dev.kurier.api.Outcome;
import dev.kurier.api.error.ProducerException;
import org.jspecify.annotations.Nullable;

/**
 * Is told what becomes of each batch, on the sender's thread.
 *
 * <p>Runs no user code, blocks on nothing and keeps no batch: it reads what it needs and hands that over to another thread.
 */
public interface BatchWatcher {
    /** Sees nothing. */
    BatchWatcher NONE = new BatchWatcher() {};

    /**
     * The batch goes into a request.
     *
     * @param attempt counts from 1
     * @param broker the leader's id
     */
    default void sent(SealedBatch batch, int attempt, int broker) {}

    /**
     * The batch has to be sent again.
     *
     * @param attempt the one that ended without success
     * @param why what the broker said, or what happened to the connection
     * @param delayNs how long it waits at least
     */
    default void retried(SealedBatch batch, int attempt, String why, long delayNs) {}

    /** The batch was divided into {@code parts} others, which are told of like any. */
    default void divided(SealedBatch batch, int parts, String why) {}

    /** One record of a divided batch has failed, certainly not in the log; told after {@link #divided}. */
    default void culprit(SealedBatch batch, ProducerException error) {}

    /**
     * The deliveries of the batch have ended.
     *
     * @param attempts how often it was sent; 0 for never
     * @param error null if it is in the log, or was handed over with acks=0
     */
    default void ended(SealedBatch batch, int attempts, Outcome outcome, @Nullable ProducerException error) {}
}
