package dev.kurier.integrationtests.architecture.violations.producer;

import dev.kurier.integrationtests.architecture.violations.serializers.SerializerThing;

/** Knows a plugin by its class. */
final class UsesSerializers {
    final SerializerThing thing = new SerializerThing();
}
