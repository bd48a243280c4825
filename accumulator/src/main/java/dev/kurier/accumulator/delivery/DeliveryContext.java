package dev.kurier.accumulator.delivery;

/**
 * Holds what all outcomes of one producer share.
 *
 * @param environment the world around them
 * @param backlog counts the ended batches whose callbacks wait
 */
public record DeliveryContext(DeliveryEnvironment environment, CallbackBacklog backlog) {
    static final DeliveryContext NONE = new DeliveryContext(
            new DeliveryEnvironment(null, thrown -> {}, () -> false, Runnable::run, () -> 0L),
            new CallbackBacklog(Integer.MAX_VALUE, () -> {}, () -> {}));
}
