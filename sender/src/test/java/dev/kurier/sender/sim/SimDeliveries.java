package dev.kurier.sender.sim;

import dev.kurier.accumulator.delivery.DeliveryEnvironment;

/** Runs what is attached to deliveries in place: a simulation has one thread. */
final class SimDeliveries {
    static final DeliveryEnvironment INLINE = new DeliveryEnvironment(
            null,
            error -> {
                throw new AssertionError("a callback threw", error);
            },
            () -> false,
            Runnable::run,
            () -> 0);

    private SimDeliveries() {}
}
