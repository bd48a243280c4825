package dev.kurier.sender;

import dev.kurier.accumulator.PartitionChain;
import dev.kurier.accumulator.RecordAccumulator;
import dev.kurier.accumulator.delivery.ProducerFailure;
import dev.kurier.sender.cluster.MetadataUpdater;
import dev.kurier.sender.log.ContainedLog;
import dev.kurier.sender.net.Brokers;
import dev.kurier.sender.produce.Delivering;
import dev.kurier.sender.transport.NameResolver;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Completes everything when the sender's thread has met an error, even if more goes wrong meanwhile.
 *
 * <p>Deliveries first, then whoever waits for something else, then the log. Belongs to the sender's thread.
 */
final class SenderFailure {
    static final String DIED = "the sender has died";
    private static final Logger LOG = ContainedLog.named("kurier.send");

    private final RecordAccumulator accumulator;
    private final Delivering delivering;
    private final LastSteps steps;

    /** Made while there is memory for it. */
    private final ProducerFailure spare = GiveUp.failed(null);

    private @Nullable ProducerFailure failure;
    private @Nullable Throwable cause;
    private @Nullable Throwable chainThrown;

    SenderFailure(
            RecordAccumulator accumulator,
            Delivering delivering,
            Brokers brokers,
            MetadataUpdater metadata,
            NameResolver resolver) {
        this.accumulator = accumulator;
        this.delivering = delivering;
        this.steps = new LastSteps(
                this::refuseRecords,
                nowNs -> delivering.abandonAll(failure()),
                this::abandonChains,
                nowNs -> delivering.releaseAll(),
                nowNs -> brokers.close(DIED, nowNs),
                nowNs -> metadata.close(DIED),
                nowNs -> delivering.endFlushes(),
                nowNs -> resolver.close(),
                nowNs -> logCause());
    }

    /** Does what is left to do; returns whether nothing is, so that the call need not be repeated. */
    boolean run(Throwable causeOfAll, long nowNs) {
        if (cause == null) {
            cause = causeOfAll;
        }
        return steps.run(nowNs);
    }

    private void refuseRecords(long nowNs) {
        if (cause != null) {
            accumulator.fail(cause, nowNs);
        }
    }

    private void abandonChains(long nowNs) {
        chainThrown = null;
        accumulator.forEachChain(chain -> abandon(chain, nowNs));
        if (chainThrown instanceof Error error) {
            throw error;
        }
        if (chainThrown instanceof RuntimeException unchecked) {
            throw unchecked;
        }
    }

    @SuppressWarnings("CatchThrowable") // the other chains' batches have to end all the same
    private void abandon(PartitionChain chain, long nowNs) {
        try {
            chain.abandon(failure(), nowNs);
            delivering.settleAbandoned(chain);
        } catch (Throwable e) {
            chainThrown = e;
        }
    }

    @SuppressWarnings("CatchThrowable") // without memory for the true cause the deliveries end without it
    private ProducerFailure failure() {
        ProducerFailure made = failure;
        if (made == null) {
            try {
                made = GiveUp.failed(cause);
            } catch (Throwable e) {
                made = spare;
            }
            failure = made;
        }
        return made;
    }

    private void logCause() {
        LOG.error("the sender has died; every unfinished delivery fails and the producer takes no more records", cause);
        Throwable second = steps.firstThrown();
        if (second != null) {
            LOG.error("while the sender died, another error came up", second);
        }
    }
}
