package dev.kurier.sender.produce;

/** Is one batch inside one request; knows to whom and under which leadership it was sent. */
final class ProduceAttempt {
    private final PartitionLane lane;
    private final ProduceBatch batch;
    private final int leader;
    private final int leaderEpoch;
    private boolean left;
    private boolean ended;

    ProduceAttempt(PartitionLane lane, ProduceBatch batch) {
        this.lane = lane;
        this.batch = batch;
        this.leader = lane.leader();
        this.leaderEpoch = lane.leaderEpoch();
        batch.attemptStarted(this);
    }

    PartitionLane lane() {
        return lane;
    }

    ProduceBatch batch() {
        return batch;
    }

    int leader() {
        return leader;
    }

    int leaderEpoch() {
        return leaderEpoch;
    }

    /** Tells whether another leader is known by now than the one this attempt went to. */
    boolean isOutOfDate() {
        return lane.leader() >= 0 && (lane.leader() != leader || lane.leaderEpoch() != leaderEpoch);
    }

    boolean isEnded() {
        return ended;
    }

    void firstByteLeft() {
        left = true;
    }

    /** Ends the attempt with a definite answer, or with the certainty that it was not written. */
    void endSettled() {
        end(false);
    }

    /** Ends the attempt without a definite answer: it is open for ever if any byte may have left. */
    void endUnsettled() {
        end(left);
    }

    private void end(boolean mayBeWritten) {
        if (!ended) {
            ended = true;
            batch.attemptEnded(mayBeWritten);
        }
    }
}
