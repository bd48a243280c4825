package dev.kurier.integrationtests.architecture.violations.accumulator;

/** Manages. */
final class QueueManager {}
