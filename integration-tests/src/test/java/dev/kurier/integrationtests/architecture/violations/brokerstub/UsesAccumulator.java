package dev.kurier.integrationtests.architecture.violations.brokerstub;

import dev.kurier.integrationtests.architecture.violations.accumulator.UsesSender;

/** Makes the stub a part of the client. */
final class UsesAccumulator {
    final UsesSender thing = new UsesSender();
}
