package dev.kurier.integrationtests.architecture.violations.accumulator;

import java.util.concurrent.ThreadLocalRandom;

/** Makes two runs of one seed differ. */
final class RollsDice {
    final int jitter = ThreadLocalRandom.current().nextInt(10);
}
