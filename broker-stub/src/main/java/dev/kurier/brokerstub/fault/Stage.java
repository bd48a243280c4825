package dev.kurier.brokerstub.fault;

/** Says on which side of a request's effect a fault strikes. */
public enum Stage {
    /** The request was read, but nothing is done about it. */
    BEFORE_APPLY,
    /** The cluster's state has changed as asked; the answer lies or is lost. */
    AFTER_APPLY
}
