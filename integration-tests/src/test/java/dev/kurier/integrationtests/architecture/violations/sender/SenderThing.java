package dev.kurier.integrationtests.architecture.violations.sender;

/** Is used by others. */
public final class SenderThing {}
