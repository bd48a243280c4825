package dev.kurier.integrationtests.architecture.violations.accumulator;

import dev.kurier.integrationtests.architecture.violations.sender.SenderThing;

/** Looks up the pipeline. */
public final class UsesSender {
    final SenderThing thing = new SenderThing();
}
