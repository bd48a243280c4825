package dev.kurier.producer.config;

import dev.kurier.producer.config.ProducerSettings.Delivery;

/** Says in one line what "done" means under the settings in use. */
public final class DeliveryPromise {
    private static final long NS_PER_MS = 1_000_000;

    private final Delivery delivery;

    private DeliveryPromise(Delivery delivery) {
        this.delivery = delivery;
    }

    /** Makes the promise of a producer with these settings. */
    public static DeliveryPromise of(ProducerSettings settings) {
        return new DeliveryPromise(settings.delivery());
    }

    /** The promise as one line, for the log at start. */
    public String describe() {
        return done() + "; " + repeats() + "; every record's outcome is known within "
                + delivery.deliveryTimeoutNs() / NS_PER_MS + " ms of its batch's opening (delivery.timeout.ms)";
    }

    private String done() {
        return switch (delivery.acks()) {
            case NONE ->
                "acks=0: a record is done when its bytes have left, nobody confirms it: it may be lost without"
                        + " an error, and its offset stays unknown";
            case LEADER ->
                "acks=1: a record is done when its partition's leader has it; it is lost when"
                        + " leadership moves, by plan or failure, before a replica has copied it: acks=all avoids that, with"
                        + " min.insync.replicas=2 or more of the topic";
            case ALL ->
                "acks=all: a record is done when all replicas in sync have it (at least min.insync.replicas of"
                        + " the topic)";
        };
    }

    private String repeats() {
        if (delivery.acks() == ProducerSettings.Acks.NONE) {
            return "only a record whose bytes have not left is tried again";
        }
        String retries = delivery.retries() == 0 ? "nothing is tried again (retries=0)" : "retries keep the order";
        return delivery.sequences()
                ? retries + ", and sequence numbers keep the log free of duplicates"
                : retries + ", but may write a record twice, as enable.idempotence=false";
    }
}
