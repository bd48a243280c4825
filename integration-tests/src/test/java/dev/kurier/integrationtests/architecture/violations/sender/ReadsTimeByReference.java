package dev.kurier.integrationtests.architecture.violations.sender;

import java.util.function.LongSupplier;

/** Reads a clock through a method reference. */
final class ReadsTimeByReference {
    final LongSupplier nowNs = System::nanoTime;
}
