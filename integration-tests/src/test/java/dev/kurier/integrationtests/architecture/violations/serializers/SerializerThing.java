package dev.kurier.integrationtests.architecture.violations.serializers;

/** Is used by others. */
public final class SerializerThing {}
