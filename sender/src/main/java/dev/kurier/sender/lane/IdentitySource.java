package dev.kurier.sender.lane;

import org.jspecify.annotations.Nullable;

/** Gives out the producer id that lanes number their batches under. */
public interface IdentitySource {
    /** The id in use, at epoch 0, or {@link ProducerIdentity#NONE} while there is none. */
    ProducerIdentity current();

    /** Why there is no id yet, or null. */
    @Nullable
    String lastError();

    /** Wants another id in place of a worn one. */
    void renew(ProducerIdentity worn);
}
