package dev.kurier.sender.produce;

import dev.kurier.accumulator.PartitionChain;
import dev.kurier.accumulator.SealReason;
import dev.kurier.accumulator.delivery.ProducerFailure;
import dev.kurier.accumulator.memory.MemoryPool;
import dev.kurier.api.Outcome;
import dev.kurier.api.TopicPartition;
import dev.kurier.api.error.ProducerException;
import dev.kurier.protocol.NodeEndpoint;
import dev.kurier.sender.cluster.ClusterSnapshot;
import dev.kurier.sender.cluster.MetadataUpdater;
import dev.kurier.sender.cluster.PendingRecords;
import dev.kurier.sender.lane.ClusterProblems;
import dev.kurier.sender.lane.DeliverySettings;
import dev.kurier.sender.lane.LaneRepair;
import dev.kurier.sender.lane.Lanes;
import dev.kurier.sender.lane.PartitionLane;
import dev.kurier.sender.lane.ProduceBatch;
import dev.kurier.sender.lane.Settlement;
import dev.kurier.sender.metrics.SenderMetrics;
import dev.kurier.sender.net.Backoff;
import dev.kurier.sender.net.Broker;
import dev.kurier.sender.net.Brokers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Puts the parts of delivery together and is their front to the sender.
 *
 * <p>Belongs to the sender's thread.
 */
public final class Delivering implements ClusterWatch, PendingRecords {
    private final Lanes lanes;
    private final Settlement settlement;
    private final ProducerIdSource identities;
    private final ProduceRequestAssembler assembler;
    private final Flushes flushes;
    private @Nullable MetadataUpdater metadata;

    /** Puts the parts together; nothing happens yet. */
    public Delivering(
            DeliverySettings settings,
            int maxInFlight,
            Brokers brokers,
            Backoff retryBackoff,
            Settlement settlement,
            SenderMetrics metrics) {
        this.settlement = settlement;
        this.identities = new ProducerIdSource(settings.idempotent(), brokers, retryBackoff.paced(), new Identities());
        LaneRepair repair = new LaneRepair(settings, settlement, identities, new Problems(brokers));
        this.lanes = new Lanes(settings, maxInFlight, settlement, repair);
        ProduceResponseHandler handler = new ProduceResponseHandler(lanes, this, retryBackoff, metrics);
        this.assembler = new ProduceRequestAssembler(lanes, brokers, handler, metrics);
        this.flushes = new Flushes(this::onFlushed);
        lanes.watchedBy(flushes);
    }

    /** Learns whom to tell what answers reveal about the cluster. */
    public void watch(MetadataUpdater updater) {
        metadata = updater;
    }

    /** Looks at a chain of which a caller said that something happened. */
    public void onHint(PartitionChain chain, long nowNs) {
        PartitionLane lane = lanes.of(chain);
        lanes.refresh(lane, nowNs);
        if (lane.leader() < 0 && metadata != null) {
            metadata.requestRefresh();
        }
    }

    /**
     * Lets open batches leave without lingering if callers wait for their memory.
     *
     * @return whether there is more to send now
     */
    public boolean relieve(MemoryPool memory, long nowNs) {
        return lanes.relieve(memory, nowNs);
    }

    /** Follows partitions to their leaders. */
    public void onSnapshot(ClusterSnapshot snapshot, long nowNs) {
        lanes.onSnapshot(snapshot, nowNs);
    }

    /** Lets nothing expire for as long as the process did not run, so that what waits gets an attempt. */
    public void spare(long pausedNs, long nowNs) {
        lanes.spare(pausedNs, nowNs);
    }

    /** Does what time demands: linger, retries, deadlines, a producer id. */
    public void runDue(long nowNs) {
        lanes.runDue(nowNs);
        identities.run(nowNs);
    }

    /** Sends what is ready to brokers that take it. */
    public void sendReady(long nowNs) {
        assembler.run(nowNs);
    }

    /** How long until time demands something; {@code Long.MAX_VALUE} for never. */
    public long nextDelayNs(long nowNs) {
        return Math.min(lanes.nextDelayNs(nowNs), identities.nextDelayNs(nowNs));
    }

    /** Covers what the chain holds now with a flush. */
    public void cover(FlushTicket ticket, PartitionChain chain, long nowNs) {
        PartitionLane lane = lanes.of(chain);
        long newest = lane.drainNow(SealReason.FLUSH, nowNs);
        if (lane.oldestPending() <= newest) {
            ticket.cover(lane, newest);
        }
        lanes.refresh(lane, nowNs);
    }

    /** Takes up a flush that covers what it has to. */
    public void beginFlush(FlushTicket ticket) {
        flushes.begin(ticket);
    }

    /** Ends every flush. */
    public void endFlushes() {
        flushes.endAll();
    }

    /** Lets everything leave without lingering, for good. */
    public void drainForClose(long nowNs) {
        lanes.closing(nowNs);
    }

    @Override
    public boolean hasAnyOf(String topic) {
        return lanes.hasPending(topic);
    }

    @Override
    public boolean hasAnyFor(int leader) {
        return lanes.schedule().readyCount(leader) > 0;
    }

    /** Tells whether nothing waits for its outcome; batches that are sent on after theirs don't count. */
    public boolean isIdle() {
        return lanes.all().stream().allMatch(lane -> lane.oldestPending() == Long.MAX_VALUE);
    }

    /** Ends all deliveries with what is known of them. */
    public void giveUpAll(Function<Outcome, ProducerException> reason, long nowNs) {
        for (PartitionLane lane : lanes.all()) {
            List<ProduceBatch> all = new ArrayList<>(lane.unresolved());
            lane.unresolved().clear();
            all.addAll(lane.takeAllUnsent(SealReason.CLOSE, nowNs));
            for (ProduceBatch batch : all) {
                Outcome outcome = batch.mayBeWritten() ? Outcome.UNKNOWN : Outcome.NOT_PERSISTED;
                settlement.givenUp(batch, reason.apply(outcome));
                batch.done();
            }
            settlement.tellAll(lane);
        }
    }

    /**
     * Ends all deliveries that the sender has in its queues, as exactly as it knows how, because the producer has failed; their
     * chains end the rest.
     */
    public void abandonAll(ProducerFailure failure) {
        for (PartitionLane lane : lanes.all()) {
            lane.unresolved().forEach(batch -> abandon(batch, failure));
            lane.requeued().forEach(batch -> abandon(batch, failure));
        }
    }

    /** A batch that is in flight though no attempt is open had its answer read in the moment of the failure. */
    private static void abandon(ProduceBatch batch, ProducerFailure failure) {
        boolean mayBeWritten = batch.mayBeWritten() || batch.state() == ProduceBatch.State.IN_FLIGHT;
        batch.sealed().outcome().abandon(failure, mayBeWritten);
    }

    /** Does what follows from the ends of the chain's batches; may be repeated. */
    public void settleAbandoned(PartitionChain chain) {
        chain.forEachUnsettled(
                batch -> settlement.abandoned(batch, lanes.of(chain).completions()));
    }

    /** Gives back the memory of what has ended with the producer, once no connection reads it any more. */
    public void releaseAll() {
        for (PartitionLane lane : lanes.all()) {
            lane.unresolved().forEach(ProduceBatch::done);
            lane.requeued().forEach(ProduceBatch::done);
        }
    }

    /** Records given up that are certainly not in the log. */
    public Map<TopicPartition, Long> givenUpNotPersisted() {
        return settlement.givenUpNotPersisted();
    }

    /** Records given up that may be in the log. */
    public Map<TopicPartition, Long> givenUpUnknown() {
        return settlement.givenUpUnknown();
    }

    @Override
    public void requestRefresh(long nowNs) {
        if (metadata != null) {
            metadata.requestRefresh();
        }
    }

    @Override
    public void learnLeader(TopicPartition partition, int leader, int leaderEpoch, long nowNs) {
        if (metadata != null) {
            metadata.learnLeader(partition, leader, leaderEpoch, nowNs);
        }
    }

    @Override
    public void learnEndpoint(NodeEndpoint endpoint, long nowNs) {
        if (metadata != null) {
            metadata.learnEndpoint(endpoint, nowNs);
        }
    }

    private void onFlushed(FlushTicket ticket) {
        ticket.healing(lanes.all().stream()
                .flatMap(lane -> lane.unresolved().stream())
                .filter(ProduceBatch::isHealing)
                .mapToLong(batch -> batch.sealed().recordCount())
                .sum());
        if (ticket.awaitsCallbacks()) {
            settlement.afterAllTold(ticket::finish);
        } else {
            ticket.finish();
        }
    }

    private final class Problems implements ClusterProblems {
        private final Brokers brokers;

        Problems(Brokers brokers) {
            this.brokers = brokers;
        }

        @Override
        public @Nullable String ofBroker(int id, long nowNs) {
            Broker broker = brokers.get(id);
            return broker == null ? null : broker.problem(nowNs);
        }

        @Override
        public @Nullable String ofTopic(String topic) {
            return metadata == null ? null : metadata.problemOf(topic);
        }
    }

    private final class Identities implements ProducerIdSource.Listener {
        @Override
        public void onRenewed(long nowNs) {
            lanes.refreshAll(nowNs);
        }

        /** Ends what waits for an id, without which it can't be sent. */
        @Override
        public void onRefused(ProducerException error, long nowNs) {
            for (PartitionLane lane : lanes.all()) {
                if (!lane.identity().isPresent()) {
                    for (ProduceBatch batch : lane.takeAllUnsent(SealReason.LINGER, nowNs)) {
                        settlement.failed(batch, error);
                        batch.done();
                    }
                    lanes.refresh(lane, nowNs);
                }
            }
        }
    }
}
