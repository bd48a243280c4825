package dev.kurier.sender;

import dev.kurier.api.Outcome;
import dev.kurier.api.error.ProducerClosedException;
import dev.kurier.api.error.ProducerException;
import dev.kurier.api.error.ProducerFailedException;
import java.util.function.Function;

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

    static Function<Outcome, ProducerException> failed(Throwable cause) {
        return outcome -> new ProducerFailedException(
                outcome,
                "the producer's sender died of " + cause + "; this record "
                        + (outcome == Outcome.UNKNOWN ? "may be in the log" : "is not in the log")
                        + ". Make a new producer.",
                cause);
    }
}
