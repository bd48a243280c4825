package dev.kurier.integrationtests.architecture.violations.accumulator;

/** Is public for no reason. */
public final class ForNobody {}
