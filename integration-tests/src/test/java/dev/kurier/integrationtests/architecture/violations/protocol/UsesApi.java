package dev.kurier.integrationtests.architecture.violations.protocol;

import dev.kurier.integrationtests.architecture.violations.api.ApiThing;

/** Knows the api, which the protocol must not. */
final class UsesApi {
    final ApiThing thing = new ApiThing();
}
