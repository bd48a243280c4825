package dev.kurier.sender.lane;

/** Is told when something of a lane has come to its end. */
public interface FlushProgress {
    /** Is told nothing. */
    FlushProgress NONE = lane -> {};

    /** Is told that the lane has changed. */
    void onProgress(PartitionLane lane);
}
