package dev.kurier.integrationtests.likeness;

import java.util.Map;

/** Is what became of a request. */
sealed interface Outcome {
    /**
     * A response came.
     *
     * @param fields every field by its path, such as {@code responses[0].partitionResponses[1].errorCode}
     */
    record Answered(Map<String, String> fields) implements Outcome {}

    /** The broker went on to the next request without an answer. */
    record Unanswered() implements Outcome {}

    /** The broker closed the connection. */
    record HungUp() implements Outcome {}

    /** Nothing came, neither an answer nor the end of the connection. */
    record Stalled() implements Outcome {}
}
