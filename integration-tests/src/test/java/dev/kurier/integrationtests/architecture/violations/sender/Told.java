package dev.kurier.integrationtests.architecture.violations.sender;

/** Is in a signature that others use. */
public interface Told {
    /** Takes what is told. */
    void tell(Kept kept);
}
