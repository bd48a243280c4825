package dev.kurier.producer.config;

/** Says in one line what "done" means under the settings in use. */
public final class DeliveryPromise {
    private final ProducerSettings.Delivery delivery;

    private DeliveryPromise(ProducerSettings.Delivery delivery) {
        this.delivery = delivery;
    }

    /** Makes the promise of a producer with these settings. */
    public static DeliveryPromise of(ProducerSettings settings) {
        return new DeliveryPromise(settings.delivery());
    }

    /** The promise as one line for the log at start. */
    public String describe() {
        return "acks=" + delivery.acks().code();
    }
}
