package dev.kurier.integrationtests.architecture.violations.protocol;

/** Is used by others. */
public final class ProtocolThing {}
