package dev.kurier.sender.cluster;

/** Knows which records wait to be sent; asked on the sender's thread. */
public interface PendingRecords {
    /** Tells whether records of the topic have no outcome yet. */
    boolean hasAnyOf(String topic);

    /** Tells whether records could be sent now if only that broker took them. */
    boolean hasAnyFor(int leader);
}
