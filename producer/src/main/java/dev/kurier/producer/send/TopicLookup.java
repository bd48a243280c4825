package dev.kurier.producer.send;

import dev.kurier.api.error.MetadataException;
import dev.kurier.api.error.ProducerException;
import dev.kurier.sender.Sender;
import dev.kurier.sender.cluster.TopicState;
import dev.kurier.sender.cluster.TopicTicket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Finds what is known of a topic, asking the sender for it if need be. */
public final class TopicLookup {
    private final Sender sender;
    private final LongAdder waitedNs = new LongAdder();

    public TopicLookup(Sender sender) {
        this.sender = sender;
    }

    /**
     * Returns the topic's state; waits for it within the budget.
     *
     * @param partition that must exist, or -1 for any
     * @throws ProducerException if it does not become known
     */
    public TopicState find(String topic, int partition, BlockBudget budget) {
        TopicState known = sender.cluster().topic(topic);
        return known != null && partition < known.partitionCount() ? known : ask(topic, partition, budget);
    }

    /** How long callers have waited for metadata in all. */
    public long waitedNs() {
        return waitedNs.sum();
    }

    private TopicState ask(String topic, int partition, BlockBudget budget) {
        TopicTicket ticket = new TopicTicket(topic, partition, budget.deadlineNs());
        sender.wantTopic(ticket);
        if (!budget.mayBlock()) {
            throw new MetadataException(
                    "the partitions of topic '" + topic + "' are not known yet and this call must not wait; they have"
                            + " been asked for. Try again soon, or call send() or partitionsFor() first.",
                    true,
                    null);
        }
        long before = budget.blockedNs();
        boolean answered = budget.await(ticket::isDone, ticket::onDone, "the metadata of topic '" + topic + "'");
        waitedNs.add(budget.blockedNs() - before);
        ProducerException refusal = ticket.error();
        if (refusal != null) {
            throw refusal;
        }
        TopicState known = sender.cluster().topic(topic);
        if (!answered || known == null || partition >= known.partitionCount()) {
            throw new MetadataException(timedOut(topic, partition, ticket, budget), true, null);
        }
        return known;
    }

    private static String timedOut(String topic, int partition, TopicTicket ticket, BlockBudget budget) {
        String lastAnswer = ticket.lastAnswer();
        return (partition < 0 ? "topic '" + topic + "'" : "partition " + partition + " of topic '" + topic + "'")
                + " did not become known within max.block.ms="
                + TimeUnit.NANOSECONDS.toMillis(budget.maxBlockNs()) + ": "
                + (lastAnswer == null ? "no broker has answered. Check bootstrap.servers and the network" : lastAnswer)
                + (lastAnswer != null && lastAnswer.endsWith(".") ? "" : ".");
    }
}
