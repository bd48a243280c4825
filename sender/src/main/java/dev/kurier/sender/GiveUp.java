package dev.kurier.sender;

import dev.kurier.accumulator.delivery.ProducerFailure;
import dev.kurier.api.Outcome;
import dev.kurier.api.error.ProducerClosedException;
import dev.kurier.api.error.ProducerException;
import dev.kurier.api.error.ProducerFailedException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Says why batches are given up, for what is known of each. */
final class GiveUp {
    private GiveUp() {}

    static Function<Outcome, ProducerException> closed() {
        return outcome -> new ProducerClosedException(
                outcome,
                "the producer was closed before "
                        + (outcome == Outcome.UNKNOWN
                                ? "a definite answer came for this record: it may be in the log"
                                : "this record was written: it is not in the log")
                        + ". Give close() more time to deliver what is under way.");
    }

    /** How records end whose sender has died of {@code cause}, or of what nobody could note any more. */
    static ProducerFailure failed(@Nullable Throwable cause) {
        return new ProducerFailure(failed(Outcome.NOT_PERSISTED, cause), failed(Outcome.UNKNOWN, cause));
    }

    private static ProducerException failed(Outcome outcome, @Nullable Throwable cause) {
        return new ProducerFailedException(
                outcome,
                "the producer's sender died" + (cause == null ? "" : " of " + cause) + "; this record "
                        + (outcome == Outcome.UNKNOWN ? "may be in the log" : "is not in the log")
                        + ". Make a new producer.",
                cause);
    }
}
