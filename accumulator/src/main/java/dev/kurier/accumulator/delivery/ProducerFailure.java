package dev.kurier.accumulator.delivery;

import dev.kurier.api.error.ProducerException;

/** Holds how records end whose producer has failed; made before it is needed, because there may be no memory then. */
public final class ProducerFailure {
    private final Ending.Failed notPersisted;
    private final Ending.Failed unknown;

    /**
     * Holds the errors.
     *
     * @param notPersisted of records that are certainly not in the log
     * @param unknown of records that may be there
     */
    public ProducerFailure(ProducerException notPersisted, ProducerException unknown) {
        this.notPersisted = new Ending.Failed(notPersisted);
        this.unknown = new Ending.Failed(unknown);
    }

    Ending.Failed ending(boolean mayBeWritten) {
        return mayBeWritten ? unknown : notPersisted;
    }
}
