package dev.kurier.sender.produce;

import dev.kurier.api.error.AuthorizationException;
import dev.kurier.api.error.ProducerException;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.Recovery;
import dev.kurier.protocol.WireReader;
import dev.kurier.protocol.WireWriter;
import dev.kurier.protocol.initproducerid.InitProducerIdRequest;
import dev.kurier.protocol.initproducerid.InitProducerIdResponse;
import dev.kurier.sender.lane.IdentitySource;
import dev.kurier.sender.lane.ProducerIdentity;
import dev.kurier.sender.log.ContainedLog;
import dev.kurier.sender.net.Backoff;
import dev.kurier.sender.net.Broker;
import dev.kurier.sender.net.Brokers;
import dev.kurier.sender.net.Exchange;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Gets the producer id from which sequences are numbered (KIP-98).
 *
 * <p>Any broker can give one out; after each failure the next one in turn is connected to, and asked once it can be, so
 * that neither a dead nor a sick broker holds up anything. Belongs to the sender's thread.
 */
final class ProducerIdSource implements IdentitySource {
    private static final Logger LOG = ContainedLog.named("kurier.send");

    private final Brokers brokers;
    private final Backoff backoff;
    private final Listener listener;
    private ProducerIdentity current = ProducerIdentity.NONE;
    private @Nullable String lastError;
    private boolean wanted;
    private boolean inFlight;
    private int failures;
    private int nextBroker;
    private long notBeforeNs;

    /** Is told what became of the wish for an id. */
    interface Listener {
        /** There is an id. */
        void onRenewed(long nowNs);

        /** The cluster does not allow this client to have one; it is asked again, as that may change. */
        void onRefused(ProducerException error, long nowNs);
    }

    /**
     * Makes the source.
     *
     * @param wanted whether sequences are used at all
     * @param listener is told when an id has come, and when none is given out
     */
    ProducerIdSource(boolean wanted, Brokers brokers, Backoff backoff, Listener listener) {
        this.wanted = wanted;
        this.brokers = brokers;
        this.backoff = backoff;
        this.listener = listener;
    }

    @Override
    public ProducerIdentity current() {
        return current;
    }

    @Override
    public @Nullable String lastError() {
        return lastError;
    }

    @Override
    public void renew(ProducerIdentity worn) {
        if (current.producerId() == worn.producerId()) {
            current = ProducerIdentity.NONE;
            wanted = true;
        }
    }

    /** Asks a broker if an id is wanted. */
    void run(long nowNs) {
        if (!wanted || inFlight || isBackingOff(nowNs)) {
            return;
        }
        Broker broker = choose(nowNs);
        if (broker != null) {
            inFlight = true;
            broker.send(new InitProducerId(broker), nowNs);
        }
    }

    /** How long until {@link #run} has to be called though nothing happens. */
    long nextDelayNs(long nowNs) {
        if (!wanted || inFlight) {
            return Long.MAX_VALUE;
        }
        return isBackingOff(nowNs)
                ? notBeforeNs - nowNs
                : brokers.known().stream()
                        .mapToLong(broker -> headStartNs(broker, nowNs))
                        .filter(ns -> ns > 0)
                        .min()
                        .orElse(Long.MAX_VALUE);
    }

    /** How long a broker that is being connected to is still waited for before the next is connected to as well. */
    private static long headStartNs(Broker broker, long nowNs) {
        long ageNs = broker.setupAgeNs(nowNs);
        return ageNs < 0 ? 0 : Math.max(0, Broker.HEAD_START_NS - ageNs);
    }

    private boolean isBackingOff(long nowNs) {
        return failures > 0 && nowNs - notBeforeNs < 0;
    }

    private @Nullable Broker choose(long nowNs) {
        List<Broker> candidates = new ArrayList<>(brokers.known());
        if (candidates.isEmpty()) {
            candidates.addAll(brokers.bootstrap());
        }
        if (candidates.stream().noneMatch(broker -> broker.isReady() || headStartNs(broker, nowNs) > 0)) {
            connectNext(candidates, nowNs);
            return null;
        }
        if (failures > 0) {
            inTurn(candidates, nextBroker).want();
        }
        for (int i = 0; i < candidates.size(); i++) {
            Broker broker = inTurn(candidates, nextBroker + i);
            if (broker.canSend(nowNs)) {
                return broker;
            }
        }
        return null;
    }

    private void connectNext(List<Broker> candidates, long nowNs) {
        for (int i = 0; i < candidates.size(); i++) {
            Broker broker = inTurn(candidates, nextBroker++);
            if (!broker.isConnecting() && broker.mayConnect(nowNs)) {
                broker.want();
                return;
            }
        }
        // All are backing off or being connected to: the next in turn is as good as any.
        inTurn(candidates, nextBroker).want();
    }

    private static Broker inTurn(List<Broker> brokers, int turn) {
        return brokers.get(Math.floorMod(turn, brokers.size()));
    }

    private void failed(String reason, long nowNs) {
        inFlight = false;
        failures++;
        nextBroker++;
        lastError = reason.endsWith(".") ? reason.substring(0, reason.length() - 1) : reason;
        notBeforeNs = nowNs + backoff.delayNs(failures);
        LOG.debug("no producer id yet: {}", reason);
    }

    private final class InitProducerId implements Exchange {
        private final Broker broker;
        private boolean over;

        InitProducerId(Broker broker) {
            this.broker = broker;
        }

        @Override
        public ApiKey apiKey() {
            return ApiKey.INIT_PRODUCER_ID;
        }

        @Override
        public void writeBody(WireWriter out, short version) {
            InitProducerIdRequest.idempotent().write(out, version);
        }

        @Override
        public void onAnswer(WireReader body, short version, long nowNs) {
            InitProducerIdResponse response = InitProducerIdResponse.read(body, version);
            body.end();
            broker.throttle(TimeUnit.MILLISECONDS.toNanos(Math.max(0, response.throttleTimeMs())), nowNs);
            ErrorCode code = ErrorCode.of(response.errorCode());
            if (code != ErrorCode.NONE || response.producerId() < 0 || response.producerEpoch() < 0) {
                String words = broker + " answered " + code.name() + " (" + response.errorCode()
                        + ") to InitProducerId: " + code.advice();
                fail(words, nowNs);
                if (code.recovery() == Recovery.UNAUTHORIZED) {
                    LOG.warn("no producer id, so nothing can be sent: {}", words);
                    listener.onRefused(new AuthorizationException(words), nowNs);
                }
                return;
            }
            // A response that comes after its request has timed out ends the wait, but not the request sent since.
            inFlight &= over;
            over = true;
            if (!wanted) {
                return;
            }
            wanted = false;
            failures = 0;
            lastError = null;
            current = new ProducerIdentity(response.producerId(), response.producerEpoch());
            LOG.debug("producer id {} with epoch {}", response.producerId(), response.producerEpoch());
            listener.onRenewed(nowNs);
        }

        @Override
        public void onTimeout(long nowNs) {
            fail(broker + " did not respond to InitProducerId within request.timeout.ms", nowNs);
        }

        @Override
        public void onLost(boolean mayHaveLeft, String reason, long nowNs) {
            fail(broker + ": " + reason, nowNs);
        }

        /** Ends this request, and no other that was sent since. */
        private void fail(String reason, long nowNs) {
            if (!over) {
                over = true;
                failed(reason, nowNs);
            }
        }
    }
}
