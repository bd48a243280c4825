package dev.kurier.sender.produce;

import dev.kurier.sender.lane.DeliverySettings;
import dev.kurier.sender.lane.LaneSchedule;
import dev.kurier.sender.lane.Lanes;
import dev.kurier.sender.lane.PartitionLane;
import dev.kurier.sender.lane.ProduceAttempt;
import dev.kurier.sender.lane.ProduceBatch;
import dev.kurier.sender.metrics.SenderMetrics;
import dev.kurier.sender.net.Broker;
import dev.kurier.sender.net.Brokers;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Puts what is ready into Produce requests: one batch per partition, as many partitions as fit, in turn.
 *
 * <p>Runs each turn over the leaders that have something to send; a leader without a connection is asked for one.
 */
final class ProduceRequestAssembler {
    private final DeliverySettings settings;
    private final Brokers brokers;
    private final Lanes lanes;
    private final LaneSchedule schedule;
    private final ProduceResponseHandler handler;
    private final SenderMetrics metrics;

    ProduceRequestAssembler(Lanes lanes, Brokers brokers, ProduceResponseHandler handler, SenderMetrics metrics) {
        this.settings = lanes.settings();
        this.brokers = brokers;
        this.lanes = lanes;
        this.schedule = lanes.schedule();
        this.handler = handler;
        this.metrics = metrics;
    }

    /** Sends all that can be sent now. */
    void run(long nowNs) {
        for (int leader : schedule.leadersInDemand()) {
            Broker broker = brokers.get(leader);
            if (broker == null) {
                handler.onUnknownLeader(nowNs);
                continue;
            }
            broker.want();
            while (broker.canSend(nowNs)) {
                ProduceExchange request = assemble(broker, nowNs);
                if (request == null) {
                    break;
                }
                metrics.requestAssembled(request.recordCount());
                broker.send(request, nowNs);
                if (request.isUnsupported()) {
                    // What may be in the log is tried again: but not in this turn, or it might never end.
                    break;
                }
            }
        }
    }

    private @Nullable ProduceExchange assemble(Broker broker, long nowNs) {
        int timeoutMs = (int) TimeUnit.NANOSECONDS.toMillis(settings.requestTimeoutNs());
        ProduceExchange request = new ProduceExchange(broker, settings.acks(), timeoutMs, handler);
        long sizeBytes = 0;
        for (int turns = schedule.readyCount(broker.id()); turns > 0; turns--) {
            PartitionLane lane = schedule.pollReady(broker.id());
            int nextBytes = lane == null ? -1 : lane.prepareNext(nowNs);
            if (lane != null && nextBytes >= 0) {
                if (sizeBytes > 0 && sizeBytes + nextBytes > settings.maxRequestBytes()) {
                    schedule.putBack(lane, broker.id());
                    break;
                }
                sizeBytes += nextBytes;
                ProduceBatch batch = lane.takeNext();
                lanes.settlement().sent(batch, broker.id(), nowNs);
                request.add(new ProduceAttempt(lane, batch));
            }
            if (lane != null && nextBytes >= 0) {
                schedule.refresh(lane, nowNs);
            } else if (lane != null) {
                // What it had may have turned out to be broken: that has to end now.
                lanes.refresh(lane, nowNs);
            }
        }
        return request.attempts().isEmpty() ? null : request;
    }
}
