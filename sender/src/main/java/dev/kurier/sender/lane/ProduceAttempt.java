package dev.kurier.sender.lane;

import dev.kurier.protocol.Uuid;
import dev.kurier.sender.cluster.Leadership;

/** Is one batch inside one request; knows to whom, under which leadership and for which topic id it was sent. */
public final class ProduceAttempt {
    private final PartitionLane lane;
    private final ProduceBatch batch;
    private final Leadership leadership;
    private boolean left;
    private boolean ended;

    public ProduceAttempt(PartitionLane lane, ProduceBatch batch) {
        this.lane = lane;
        this.batch = batch;
        this.leadership = lane.leadership();
        batch.attemptStarted(this);
    }

    public PartitionLane lane() {
        return lane;
    }

    public ProduceBatch batch() {
        return batch;
    }

    /** The id that the topic had when this attempt began. */
    public Uuid topicId() {
        return leadership.topicId();
    }

    /** Tells whether another leader is known by now than the one this attempt went to, or none, or another topic. */
    public boolean isOutOfDate() {
        return !lane.leadership().equals(leadership);
    }

    /** Tells whether the topic is known to have been created again since this attempt began. */
    public boolean isForOldTopic() {
        Uuid now = lane.leadership().topicId();
        return !now.isZero() && !leadership.topicId().isZero() && !now.equals(leadership.topicId());
    }

    public boolean isEnded() {
        return ended;
    }

    public void firstByteLeft() {
        left = true;
    }

    /** Ends the attempt with a definite answer, or with the certainty that it was not written. */
    public void endSettled() {
        end(false);
    }

    /** Ends the attempt without a definite answer: it is open for ever if any byte may have left. */
    public void endUnsettled() {
        end(left);
    }

    private void end(boolean mayBeWritten) {
        if (!ended) {
            ended = true;
            batch.attemptEnded(mayBeWritten);
        }
    }
}
