package dev.kurier.brokerstub.script;

/** Refers to a rule of the fault script that is in force. May be used from any thread. */
public interface FaultHandle {
    /** Returns how many requests the rule has struck. */
    int hits();

    /** Takes the rule out; requests it has struck already keep their fault. */
    void remove();
}
