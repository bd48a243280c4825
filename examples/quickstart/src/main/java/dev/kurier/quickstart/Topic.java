package dev.kurier.quickstart;

/** Names the topic that all three programs write to. */
final class Topic {
    static final String PARCELS = "parcels";
    static final int PARTITIONS = 3;

    private Topic() {}
}
