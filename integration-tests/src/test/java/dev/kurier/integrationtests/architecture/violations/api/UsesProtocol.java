package dev.kurier.integrationtests.architecture.violations.api;

import dev.kurier.integrationtests.architecture.violations.protocol.ProtocolThing;

/** Looks down from api, where there is nothing to see. */
final class UsesProtocol {
    final ProtocolThing thing = new ProtocolThing();
}
