package dev.kurier.sender.lane;

/** Is one batch inside one request; knows to whom and under which leadership it was sent. */
public final class ProduceAttempt {
    private final PartitionLane lane;
    private final ProduceBatch batch;
    private final int leader;
    private final int leaderEpoch;
    private boolean left;
    private boolean ended;

    public ProduceAttempt(PartitionLane lane, ProduceBatch batch) {
        this.lane = lane;
        this.batch = batch;
        this.leader = lane.leader();
        this.leaderEpoch = lane.leaderEpoch();
        batch.attemptStarted(this);
    }

    public PartitionLane lane() {
        return lane;
    }

    public ProduceBatch batch() {
        return batch;
    }

    public int leader() {
        return leader;
    }

    public int leaderEpoch() {
        return leaderEpoch;
    }

    /** Tells whether another leader is known by now than the one this attempt went to. */
    public boolean isOutOfDate() {
        return lane.leader() >= 0 && (lane.leader() != leader || lane.leaderEpoch() != leaderEpoch);
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
