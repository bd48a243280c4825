package dev.kurier.brokerstub.fault;

/** Says how far a request has come when a fault strikes; the stages follow one another in this order. */
public enum Stage {
    /** The request was read; nothing else has happened. */
    RECEIVED,
    /** The request is about to have its effect. */
    BEFORE_APPLY,
    /** The cluster's state has changed as asked; the answer lies or is lost. */
    AFTER_APPLY,
    /** The answer is about to leave. */
    REPLYING;

    /** Tells whether the request has not had its effect yet. */
    public boolean isBeforeEffect() {
        return this == RECEIVED || this == BEFORE_APPLY;
    }
}
