package dev.kurier.cli.produce;

import dev.kurier.api.RecordMetadata;
import dev.kurier.api.StageTimes;
import dev.kurier.api.error.ProducerException;
import org.jspecify.annotations.Nullable;

/** Says how the record of one line ended. */
sealed interface Result {
    /** The line's number, from 1. */
    long line();

    /** The broker has the record; {@code times} is null if it was not timed. */
    record Written(
            long line, RecordMetadata metadata, @Nullable StageTimes times) implements Result {}

    /** The record is not known to be in the log; {@code error} says what is. */
    record Failed(long line, String topic, ProducerException error) implements Result {}
}
