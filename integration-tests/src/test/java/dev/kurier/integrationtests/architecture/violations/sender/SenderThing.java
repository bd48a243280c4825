package dev.kurier.integrationtests.architecture.violations.sender;

/** Is used by others. */
public final class SenderThing {
    /** Takes what others give as a lambda. */
    public void tell(Told told) {
        told.tell(new Kept());
    }
}
