package dev.kurier.integrationtests.architecture.violations.bare;

/** Lives in a package that says nothing of itself. */
final class Bare {}
