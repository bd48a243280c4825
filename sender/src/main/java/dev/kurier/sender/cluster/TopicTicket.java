package dev.kurier.sender.cluster;

import dev.kurier.accumulator.handover.Ticket;
import dev.kurier.api.error.ProducerClosedException;
import dev.kurier.api.error.ProducerException;
import org.jspecify.annotations.Nullable;

/**
 * Is one sending thread's wish to know a topic, answered by the sender.
 *
 * <p>Made by the caller, handed over as a command; the sender ends it once, the caller waits for that as it likes.
 */
public final class TopicTicket extends Ticket {
    private final String topic;
    private final int partition;
    private long deadlineNs;
    private volatile @Nullable ProducerException error;
    private volatile @Nullable String lastAnswer;

    /**
     * Makes a wish.
     *
     * @param topic which topic
     * @param partition which partition must exist, or -1 for any
     * @param deadlineNs after which nobody waits any more
     */
    public TopicTicket(String topic, int partition, long deadlineNs) {
        this.topic = topic;
        this.partition = partition;
        this.deadlineNs = deadlineNs;
    }

    /** Which topic. */
    public String topic() {
        return topic;
    }

    /** Why the cluster refuses to tell, or null. */
    public @Nullable ProducerException error() {
        return error;
    }

    /** What the cluster last said, for the message when the wait runs out; null if nobody answered. */
    public @Nullable String lastAnswer() {
        return lastAnswer;
    }

    void extendDeadline(long byNs) {
        deadlineNs += byNs;
    }

    boolean isOver(long nowNs) {
        return nowNs - deadlineNs >= 0;
    }

    boolean isSatisfiedBy(ClusterSnapshot snapshot) {
        TopicState state = snapshot.topic(topic);
        return state != null && partition < state.partitionCount();
    }

    void note(String answer) {
        lastAnswer = answer;
    }

    /** Takes the number of the topic's partitions, 0 if it is unknown; it may lag behind CreatePartitions, so the wait goes on. */
    void onAnswer(String broker, int count) {
        if (count == 0) {
            // What it said of the topic is noted already, if it said anything.
            lastAnswer = lastAnswer == null ? broker + " answered without this topic" : lastAnswer;
            return;
        }
        lastAnswer = broker + " answered with " + count + " partition(s)";
        if (partition >= count) {
            lastAnswer += ", numbered 0 to " + (count - 1)
                    + ". Choose one of them, leave the partition out, or add partitions";
        }
    }

    /** Ends the wish because there is nobody left to fulfil it; from any thread. */
    public void refuse(String reason) {
        finish(new ProducerClosedException(reason + " while waiting for the metadata of topic '" + topic + "'"));
    }

    void finish(@Nullable ProducerException withError) {
        error = withError;
        end();
    }
}
