package dev.kurier.integrationtests.architecture.violations.sender;

/** Is named for what it reads. */
final class RealClock {
    final long nowNs = System.nanoTime();
}
