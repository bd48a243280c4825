package dev.kurier.cli.demo;

import dev.kurier.api.RecordMetadata;
import dev.kurier.api.StageTimes;

/** Pairs where a record is with where its time went. */
record TimedRecord(RecordMetadata metadata, StageTimes times) {}
