package dev.kurier.integrationtests.architecture.violations.sender;

/** Reads a clock where time is a parameter. */
final class ReadsTime {
    final long nowNs = System.nanoTime();
}
