package dev.kurier.brokerstub.fault;

import dev.kurier.protocol.produce.ProduceResponse;
import java.util.function.UnaryOperator;

/** Says how a partition's answer in a Produce response departs from what happened. */
public sealed interface AnswerEdit {
    /** Answers with other fields; the index is kept. */
    record Fields(UnaryOperator<ProduceResponse.Partition> change) implements AnswerEdit {}

    /** Answers twice. */
    record Twice() implements AnswerEdit {}

    /**
     * Answers for another partition as well, unless the request names that one.
     *
     * @param topic need not exist
     * @param partition need not exist
     */
    record Extra(String topic, int partition) implements AnswerEdit {}
}
