package dev.kurier.integrationtests.architecture.violations.accumulator.util;

/** Owns nothing in particular. */
final class Ragbag {}
