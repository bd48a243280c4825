package dev.kurier.sender.cluster;

import dev.kurier.api.TopicPartition;
import dev.kurier.api.error.AuthorizationException;
import dev.kurier.api.error.MetadataException;
import dev.kurier.api.error.ProducerException;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.NodeEndpoint;
import dev.kurier.protocol.Recovery;
import dev.kurier.protocol.Uuid;
import dev.kurier.protocol.metadata.MetadataResponse;
import dev.kurier.sender.log.ContainedLog;
import dev.kurier.sender.net.Backoff;
import dev.kurier.sender.net.Broker;
import dev.kurier.sender.net.BrokerAddress;
import dev.kurier.sender.net.Brokers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Keeps the snapshot of the cluster true: asks for topics when they are first wanted, when an answer shows that they have
 * moved, and when they grow old.
 *
 * <p>At most one request is under way, to the least busy reachable broker; a failed one is repeated elsewhere after the
 * back-off. Belongs to the sender's thread.
 */
public final class MetadataUpdater {
    private static final Logger LOG = ContainedLog.named("kurier.send");

    private final MetadataSettings settings;
    private final Brokers brokers;
    private final Backoff backoff;
    private final SnapshotListener listener;
    private final PendingRecords pending;
    private final BrokerChoice choice;
    private final LeadersInDemand leaders;
    private final RebootstrapTimer rebootstrap;
    private final TopicsInUse inUse;
    private final TopicIds ids = new TopicIds();
    private final UnavailableTopics unavailable = new UnavailableTopics();
    private final Map<Integer, String> racks = new TreeMap<>();
    private final List<TopicTicket> tickets = new ArrayList<>();
    private ClusterSnapshot snapshot = ClusterSnapshot.EMPTY;
    private boolean refreshWanted = true;
    private boolean inFlight;
    private boolean askedForAll;
    private int attempts;
    private long notBeforeNs;
    private long updatedNs;

    /**
     * Makes the updater; it asks for the brokers in its first turn.
     *
     * @param pending knows which records wait to be sent
     */
    public MetadataUpdater(
            MetadataSettings settings,
            Brokers brokers,
            Backoff backoff,
            SnapshotListener listener,
            PendingRecords pending,
            long nowNs) {
        this.settings = settings;
        this.brokers = brokers;
        this.backoff = backoff;
        this.listener = listener;
        this.pending = pending;
        this.inUse = new TopicsInUse(settings.maxIdleNs());
        this.leaders = new LeadersInDemand(brokers, pending);
        this.choice = new BrokerChoice(brokers, settings.rebootstrap());
        this.rebootstrap = new RebootstrapTimer(settings);
        this.notBeforeNs = nowNs;
        this.updatedNs = nowNs;
    }

    /** What is known now. */
    public ClusterSnapshot snapshot() {
        return snapshot;
    }

    /** Why the cluster does not describe the topic, or null if it does. */
    public @Nullable String problemOf(String topic) {
        return unavailable.problemOf(topic);
    }

    /** When all topics in use were last answered for; before the first answer, when this was made. */
    public long updatedNs() {
        return updatedNs;
    }

    /** Takes a caller's wish to know a topic. */
    public void want(TopicTicket ticket, long nowNs) {
        if (ticket.isSatisfiedBy(snapshot)) {
            inUse.use(ticket.topic(), nowNs);
            ticket.finish(null);
        } else {
            inUse.wish(ticket.topic(), nowNs);
            tickets.add(ticket);
        }
    }

    /** Takes note that a topic is written to; one that was forgotten meanwhile is asked for again. */
    public void use(String topic, long nowNs) {
        if (snapshot.topic(topic) != null) {
            inUse.use(topic, nowNs);
        } else {
            inUse.wish(topic, nowNs);
        }
    }

    /** Wants everything in use anew, as soon as the back-off allows. */
    public void requestRefresh() {
        refreshWanted = true;
    }

    /** Learns of a partition's new leader (KIP-951); older news than what is known is ignored. */
    public void learnLeader(TopicPartition partition, int leader, int leaderEpoch, long nowNs) {
        TopicState topic = snapshot.topic(partition.topic());
        PartitionState before = snapshot.partition(partition.topic(), partition.partition());
        if (topic == null || before == null || leaderEpoch <= before.leaderEpoch() || brokers.get(leader) == null) {
            return;
        }
        List<PartitionState> partitions = new ArrayList<>(topic.partitions());
        partitions.set(partition.partition(), before.ledBy(leader, leaderEpoch, racks.get(leader)));
        Map<String, TopicState> topics = new TreeMap<>(snapshot.topics());
        topics.put(topic.name(), new TopicState(topic.name(), topic.id(), partitions));
        publish(snapshot.withTopics(topics), nowNs);
    }

    /** Learns where a broker listens (KIP-951); the others stay as they are. */
    public void learnEndpoint(NodeEndpoint endpoint, long nowNs) {
        BrokerAddress address = new BrokerAddress(endpoint.host(), endpoint.port());
        learnRack(endpoint.nodeId(), endpoint.rack());
        if (endpoint.nodeId() >= 0 && !address.equals(snapshot.brokers().get(endpoint.nodeId()))) {
            brokers.learn(endpoint.nodeId(), address, snapshot.clusterId(), nowNs);
            Map<Integer, BrokerAddress> addresses = new TreeMap<>(snapshot.brokers());
            addresses.put(endpoint.nodeId(), address);
            publish(snapshot.with(snapshot.clusterId(), addresses), nowNs);
        }
    }

    /** Gives those who wait for topics, and the known brokers, more time: the process did not run for so long. */
    public void extendDeadlines(long byNs) {
        tickets.forEach(ticket -> ticket.extendDeadline(byNs));
        rebootstrap.answered();
    }

    /** Takes note of why the cluster can't be reached, for the messages of those who wait. */
    public void noteUnreachable(String reason) {
        tickets.forEach(ticket -> ticket.note(reason));
    }

    /** Ends every wish; the producer closes. May be repeated if it throws. */
    public void close(String reason) {
        for (TopicTicket ticket : tickets) {
            if (!ticket.isDone()) {
                ticket.refuse(reason);
            }
        }
        tickets.clear();
    }

    /** Sends a request if one is due. */
    public void run(long nowNs) {
        tickets.removeIf(ticket -> ticket.isOver(nowNs));
        inUse.forgetOldWishes(nowNs);
        if (inFlight || isDue(nowNs)) {
            rebootstrap.wanted(nowNs);
        }
        if (rebootstrap.isOver(nowNs)) {
            startOver("no metadata for " + TimeUnit.NANOSECONDS.toMillis(rebootstrap.waitedNs(nowNs)) + " ms", nowNs);
        }
        if (inFlight || nowNs - notBeforeNs < 0 || !isDue(nowNs)) {
            return;
        }
        Broker broker = choice.next(nowNs);
        String problem = broker == null && !tickets.isEmpty() ? choice.problem(nowNs) : null;
        if (problem != null) {
            noteUnreachable(problem);
        }
        if (broker != null) {
            inFlight = true;
            forgetIdleTopics(nowNs);
            List<String> all = inUse.names();
            Collection<String> missing = missingTopics();
            askedForAll = isRefreshDue(nowNs) || missing.containsAll(all);
            refreshWanted = false;
            broker.send(new MetadataExchange(this, broker, askedForAll ? all : List.copyOf(missing)), nowNs);
        }
    }

    /** How long until {@link #run} has to be called though nothing happens; {@code Long.MAX_VALUE} for never. */
    public long nextDelayNs(long nowNs) {
        long restartNs = brokers.known().isEmpty() ? Long.MAX_VALUE : rebootstrap.nextDelayNs(nowNs);
        return Math.min(restartNs, untilRequestNs(nowNs));
    }

    private long untilRequestNs(long nowNs) {
        if (inFlight) {
            return Long.MAX_VALUE;
        }
        if (isDue(nowNs)) {
            // Without a broker to ask, the connections' own deadlines wake the sender.
            return nowNs - notBeforeNs < 0 ? notBeforeNs - nowNs : choice.nextDelayNs(nowNs);
        }
        return Math.min(leaders.overdueDelayNs(nowNs), Math.max(0, updatedNs - nowNs + settings.maxAgeNs()));
    }

    void onAnswer(MetadataResponse response, Broker from, long nowNs) {
        inFlight = false;
        ErrorCode whole = ErrorCode.of(response.errorCode());
        if (whole != ErrorCode.NONE) {
            onFailure(from + " answered " + whole.name() + " to Metadata: " + whole.advice(), nowNs);
            if (whole.recovery() == Recovery.REBOOTSTRAP && settings.rebootstrap()) {
                startOver(from + " asked for it", nowNs);
            }
            return;
        }
        takeBrokers(response, nowNs);
        Map<String, TopicState> topics = new TreeMap<>(snapshot.topics());
        boolean complete = true;
        for (MetadataResponse.Topic topic : response.topics()) {
            if (topic.name() != null) {
                complete &= takeTopic(topic, topic.name(), topics, from, nowNs);
            }
        }
        if (complete) {
            choice.trustAll();
        }
        topics.keySet().retainAll(inUse.names());
        ids.keepOnly(topics.keySet());
        unavailable.keepOnly(inUse.names());
        updatedNs = askedForAll ? nowNs : updatedNs;
        rebootstrap.answered();
        publish(new ClusterSnapshot(response.clusterId(), snapshot.brokers(), topics), nowNs);
        tickets.removeIf(ticket -> finishIfKnown(ticket, from));
        backOff(complete, nowNs);
        brokers.dismissBootstrap(nowNs);
    }

    void onFailure(String reason, long nowNs) {
        inFlight = false;
        refreshWanted = true;
        choice.failed();
        tickets.forEach(ticket -> ticket.note(reason));
        LOG.debug("no metadata: {}", reason);
        backOff(false, nowNs);
    }

    /** Forgets the cluster's brokers and begins again with the bootstrap servers; what was sent to them is sent again. */
    private void startOver(String reason, long nowNs) {
        rebootstrap.restart(nowNs);
        if (!brokers.known().isEmpty()) {
            LOG.info("starts over from bootstrap.servers: {}", reason);
            brokers.keepOnly(Set.of(), nowNs);
        }
    }

    private boolean isDue(long nowNs) {
        return isAnyMissing() || isRefreshDue(nowNs);
    }

    private boolean isRefreshDue(long nowNs) {
        return refreshWanted || isOld(nowNs) || leaders.overdueDelayNs(nowNs) == 0;
    }

    private boolean isOld(long nowNs) {
        return nowNs - updatedNs >= settings.maxAgeNs();
    }

    private boolean isAnyMissing() {
        return !tickets.isEmpty() || !inUse.wished().isEmpty();
    }

    private boolean isMissing(String topic) {
        return inUse.isWished(topic)
                || tickets.stream().anyMatch(ticket -> ticket.topic().equals(topic));
    }

    private Collection<String> missingTopics() {
        Set<String> missing = new TreeSet<>(inUse.wished());
        tickets.forEach(ticket -> missing.add(ticket.topic()));
        return missing;
    }

    private void forgetIdleTopics(long nowNs) {
        inUse.forgetIdle(topic -> isMissing(topic) || pending.hasAnyOf(topic), nowNs);
    }

    private void takeBrokers(MetadataResponse response, long nowNs) {
        if (response.brokers().isEmpty()) {
            return;
        }
        Map<Integer, BrokerAddress> addresses = new TreeMap<>();
        racks.clear();
        for (MetadataResponse.Broker broker : response.brokers()) {
            learnRack(broker.nodeId(), broker.rack());
            BrokerAddress address = new BrokerAddress(broker.host(), broker.port());
            addresses.put(broker.nodeId(), address);
            brokers.learn(broker.nodeId(), address, response.clusterId(), nowNs);
        }
        brokers.keepOnly(addresses.keySet(), nowNs);
        snapshot = snapshot.with(response.clusterId(), addresses);
    }

    private void learnRack(int brokerId, @Nullable String rack) {
        if (rack != null) {
            racks.put(brokerId, rack);
        }
    }

    private boolean takeTopic(
            MetadataResponse.Topic answer, String name, Map<String, TopicState> topics, Broker from, long nowNs) {
        ErrorCode code = ErrorCode.of(answer.errorCode());
        TopicState before = topics.get(name);
        Uuid id = answer.topicId();
        if (code == ErrorCode.NONE && before != null) {
            id = ids.decide(
                    name, before.id(), id, from.address(), snapshot.brokers().size(), nowNs);
            if (!answer.topicId().isZero() && !id.equals(answer.topicId())) {
                choice.askElsewhere(from);
                inUse.answered(name);
                return false;
            }
        }
        TopicState merged = code == ErrorCode.NONE ? MetadataMerge.merge(answer, name, id, before, racks) : null;
        if (merged != null) {
            inUse.answered(name);
            unavailable.described(name, nowNs);
            topics.put(name, merged);
            // A leader that is not among the brokers can't be written to: one of both is old news.
            return merged.partitions().stream()
                    .allMatch(partition -> snapshot.brokers().containsKey(partition.leader()));
        }
        String words = from + " answered " + (code == ErrorCode.NONE ? "without partitions" : code.name())
                + " for topic '" + name + "'" + (code == ErrorCode.NONE ? "" : ": " + code.advice());
        boolean refused = code.recovery() != Recovery.REFRESH_METADATA
                && code.recovery() != Recovery.RETRY
                && code != ErrorCode.NONE;
        if (!isMissing(name) && !pending.hasAnyOf(name)) {
            // Nobody wants it any more; asking on would never end.
            inUse.forget(name);
            return true;
        }
        unavailable.missing(name, topics.containsKey(name), words, nowNs);
        if (refused) {
            inUse.answered(name);
        }
        for (TopicTicket ticket : List.copyOf(tickets)) {
            if (ticket.topic().equals(name)) {
                ticket.note(words);
                if (refused) {
                    ticket.finish(refusal(code, words));
                    tickets.remove(ticket);
                }
            }
        }
        // One that is only wanted stays missing, and is asked for again without the others.
        return refused || !pending.hasAnyOf(name);
    }

    private boolean finishIfKnown(TopicTicket ticket, Broker from) {
        TopicState topic = snapshot.topic(ticket.topic());
        if (ticket.isSatisfiedBy(snapshot)) {
            ticket.finish(null);
        } else {
            ticket.onAnswer(from.toString(), topic == null ? 0 : topic.partitionCount());
        }
        return ticket.isDone();
    }

    private static ProducerException refusal(ErrorCode code, String words) {
        return code.recovery() == Recovery.UNAUTHORIZED
                ? new AuthorizationException(words)
                : new MetadataException(words, false, null);
    }

    private void backOff(boolean complete, long nowNs) {
        attempts = complete && !isAnyMissing() && leaders.overdueDelayNs(nowNs) > 0 ? 1 : attempts + 1;
        refreshWanted |= !complete;
        notBeforeNs = nowNs + backoff.delayNs(attempts);
    }

    private void publish(ClusterSnapshot next, long nowNs) {
        snapshot = next;
        listener.onSnapshot(next, nowNs);
    }
}
