package dev.kurier.integrationtests.architecture.violations.api;

/** Is used by others. */
public final class ApiThing {}
