package dev.kurier.sender.produce;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.WireReader;
import dev.kurier.protocol.WireWriter;
import dev.kurier.protocol.initproducerid.InitProducerIdRequest;
import dev.kurier.protocol.initproducerid.InitProducerIdResponse;
import dev.kurier.sender.lane.IdentitySource;
import dev.kurier.sender.lane.ProducerIdentity;
import dev.kurier.sender.net.Backoff;
import dev.kurier.sender.net.Broker;
import dev.kurier.sender.net.Brokers;
import dev.kurier.sender.net.Exchange;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gets the producer id from which sequences are numbered (KIP-98).
 *
 * <p>Any broker can give one out; after each failure the next is asked, so that one dead broker holds up nothing. Belongs
 * to the sender's thread.
 */
final class ProducerIdSource implements IdentitySource {
    private static final Logger LOG = LoggerFactory.getLogger("kurier.send");

    private final Brokers brokers;
    private final Backoff backoff;
    private final LongConsumer onRenewed;
    private ProducerIdentity current = ProducerIdentity.NONE;
    private @Nullable String lastError;
    private boolean wanted;
    private boolean inFlight;
    private int failures;
    private int nextBroker;
    private long notBeforeNs;

    /**
     * Makes the source.
     *
     * @param wanted whether sequences are used at all
     * @param onRenewed called with the time when an id has come
     */
    ProducerIdSource(boolean wanted, Brokers brokers, Backoff backoff, LongConsumer onRenewed) {
        this.wanted = wanted;
        this.brokers = brokers;
        this.backoff = backoff;
        this.onRenewed = onRenewed;
    }

    @Override
    public ProducerIdentity current() {
        return current;
    }

    /** Why there is no id yet, or null. */
    @Nullable
    String lastError() {
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
        return wanted && !inFlight && isBackingOff(nowNs) ? notBeforeNs - nowNs : Long.MAX_VALUE;
    }

    private boolean isBackingOff(long nowNs) {
        return failures > 0 && nowNs - notBeforeNs < 0;
    }

    private @Nullable Broker choose(long nowNs) {
        List<Broker> candidates = new ArrayList<>(brokers.known());
        if (candidates.isEmpty()) {
            candidates.addAll(brokers.bootstrap());
        }
        for (int i = 0; i < candidates.size(); i++) {
            Broker broker = candidates.get(Math.floorMod(nextBroker + i, candidates.size()));
            if (broker.canSend(nowNs)) {
                return broker;
            }
        }
        if (candidates.stream().noneMatch(Broker::isConnecting)) {
            candidates.get(Math.floorMod(nextBroker++, candidates.size())).want();
        }
        return null;
    }

    private void failed(String reason, long nowNs) {
        inFlight = false;
        failures++;
        nextBroker++;
        lastError = reason;
        notBeforeNs = nowNs + backoff.delayNs(failures);
        LOG.debug("no producer id yet: {}", reason);
    }

    private final class InitProducerId implements Exchange {
        private final Broker broker;

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
            ErrorCode code = ErrorCode.of(response.errorCode());
            if (code != ErrorCode.NONE || response.producerId() < 0) {
                failed(
                        broker + " answered " + code.name() + " (" + response.errorCode() + ") to InitProducerId: "
                                + code.advice(),
                        nowNs);
                return;
            }
            inFlight = false;
            wanted = false;
            failures = 0;
            lastError = null;
            current = new ProducerIdentity(response.producerId(), response.producerEpoch());
            LOG.debug("producer id {} with epoch {}", response.producerId(), response.producerEpoch());
            onRenewed.accept(nowNs);
        }

        @Override
        public void onTimeout(long nowNs) {
            failed(broker + " did not answer InitProducerId in time", nowNs);
        }

        @Override
        public void onLost(boolean mayHaveLeft, String reason, long nowNs) {
            if (inFlight) {
                failed(broker + ": " + reason, nowNs);
            }
        }
    }
}
