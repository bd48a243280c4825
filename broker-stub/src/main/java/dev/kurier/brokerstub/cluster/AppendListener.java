package dev.kurier.brokerstub.cluster;

/** Wants to know when a partition has more to read, or answers differently than before. */
@FunctionalInterface
public interface AppendListener {
    /** Is called under the cluster's lock; must only make a note. */
    void onChange();
}
