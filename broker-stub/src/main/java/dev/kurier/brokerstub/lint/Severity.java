package dev.kurier.brokerstub.lint;

/** Says what a broker makes of a breach of a rule. */
public enum Severity {
    /** A broker refuses the request or the batch, or hangs up; or, worse, silently keeps something else than was meant. */
    ERROR,
    /** A broker takes it, for most topics at least, but no good producer sends it: a sign of a mistake. */
    WARNING
}
