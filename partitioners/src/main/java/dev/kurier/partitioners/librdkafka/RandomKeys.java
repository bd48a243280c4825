package dev.kurier.partitioners.librdkafka;

import dev.kurier.api.spi.PartitionContext;

/** Says which keys are not hashed: their records go to a random partition each. */
enum RandomKeys {
    /** Every key is hashed; a missing one as if it were empty. */
    NONE,
    /** A record without a key goes anywhere; an empty key is one. */
    MISSING,
    /** A record without a key, or with an empty one, goes anywhere. */
    MISSING_OR_EMPTY;

    boolean include(PartitionContext record) {
        return switch (this) {
            case NONE -> false;
            case MISSING -> !record.hasKey();
            case MISSING_OR_EMPTY -> record.keySize() <= 0;
        };
    }
}
