package dev.kurier.integrationtests.architecture.violations.sender;

/** Is in a signature that nobody else uses, and its own. */
public final class Kept {
    /** Gives itself. */
    public Kept self() {
        return this;
    }
}
