package dev.kurier.sender.produce;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.Uuid;
import dev.kurier.protocol.WireReader;
import dev.kurier.protocol.WireWriter;
import dev.kurier.protocol.produce.ProduceRequest;
import dev.kurier.protocol.produce.ProduceResponse;
import dev.kurier.sender.lane.ProduceAttempt;
import dev.kurier.sender.net.Broker;
import dev.kurier.sender.net.Exchange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Is one Produce request: at most one batch per partition, all led by one broker.
 *
 * <p>Answers are matched with what this request holds, not with what metadata says by then.
 */
final class ProduceExchange implements Exchange {
    /** From this version on topics are named by their id (KIP-516). */
    private static final short FIRST_VERSION_WITH_TOPIC_IDS = 13;

    private final Broker broker;
    private final short acks;
    private final int timeoutMs;
    private final ProduceResponseHandler handler;
    private final Map<String, TopicPart> topics = new LinkedHashMap<>();
    private final List<ProduceAttempt> attempts = new ArrayList<>();
    private boolean everyIdKnown = true;
    private boolean unsupported;
    private long sentNs;

    ProduceExchange(Broker broker, short acks, int timeoutMs, ProduceResponseHandler handler) {
        this.broker = broker;
        this.acks = acks;
        this.timeoutMs = timeoutMs;
        this.handler = handler;
    }

    Broker broker() {
        return broker;
    }

    List<ProduceAttempt> attempts() {
        return attempts;
    }

    int recordCount() {
        return attempts.stream()
                .mapToInt(attempt -> attempt.batch().sealed().recordCount())
                .sum();
    }

    void add(ProduceAttempt attempt) {
        Uuid topicId = attempt.topicId();
        String topic = attempt.lane().chain().topic();
        everyIdKnown &= !topicId.equals(Uuid.ZERO);
        topics.computeIfAbsent(topic, name -> new TopicPart(topicId, new ArrayList<>()))
                .attempts
                .add(attempt);
        attempts.add(attempt);
    }

    @Override
    public ApiKey apiKey() {
        return ApiKey.PRODUCE;
    }

    @Override
    public short newestVersion() {
        short newest = ApiKey.PRODUCE.newestVersion();
        return everyIdKnown ? newest : (short) Math.min(newest, FIRST_VERSION_WITH_TOPIC_IDS - 1);
    }

    @Override
    public boolean hasAnswer() {
        return acks != 0;
    }

    @Override
    public void writeBody(WireWriter out, short version) {
        List<ProduceRequest.Topic> parts = new ArrayList<>(topics.size());
        topics.forEach((name, part) -> parts.add(new ProduceRequest.Topic(
                name,
                part.id,
                part.attempts.stream()
                        .map(attempt -> new ProduceRequest.Partition(
                                attempt.lane().chain().partition(),
                                attempt.batch().encode()))
                        .toList())));
        new ProduceRequest(null, acks, timeoutMs, parts).write(out, version);
    }

    @Override
    public void onFirstByte(long nowNs) {
        sentNs = nowNs;
        for (ProduceAttempt attempt : attempts) {
            attempt.firstByteLeft();
        }
    }

    @Override
    public void onWritten(long nowNs) {
        attempts.forEach(attempt -> attempt.batch().sealed().times().written(nowNs));
        if (acks == 0) {
            attempts.forEach(attempt -> handler.onHandedOver(attempt, nowNs));
        }
    }

    @Override
    public void onAnswer(WireReader body, short version, long nowNs) {
        ProduceResponse response = ProduceResponse.read(body, version);
        body.end();
        handler.onAnswered(broker, nowNs - sentNs, Math.max(0, response.throttleTimeMs()), nowNs);
        handler.learnEndpoints(response.nodeEndpoints(), nowNs);
        for (ProduceResponse.Topic answer : response.topics()) {
            TopicPart part =
                    version >= FIRST_VERSION_WITH_TOPIC_IDS ? byId(answer.topicId()) : topics.get(answer.name());
            for (ProduceResponse.Partition partition : answer.partitions()) {
                ProduceAttempt attempt = part == null ? null : part.attemptFor(partition.index());
                if (attempt == null || attempt.isEnded()) {
                    handler.onStrayAnswer(broker, answer, partition);
                } else {
                    handler.onAnswer(attempt, partition, broker, nowNs);
                }
            }
        }
        for (ProduceAttempt attempt : attempts) {
            if (!attempt.isEnded()) {
                handler.onLeftOut(attempt, "the response of " + broker + " left the partition out", nowNs);
            }
        }
    }

    @Override
    public void onTimeout(long nowNs) {
        attempts.forEach(attempt -> handler.onTimeout(attempt, broker, nowNs));
    }

    @Override
    public void onUnsupported(String reason, long nowNs) {
        unsupported = true;
        attempts.forEach(attempt -> handler.onUnsupported(attempt, broker + ": " + reason, nowNs));
    }

    /** Tells whether the broker has no version of the API that we speak, so that it was not sent. */
    boolean isUnsupported() {
        return unsupported;
    }

    @Override
    public void onLost(boolean mayHaveLeft, String reason, long nowNs) {
        attempts.forEach(attempt -> handler.onLost(attempt, broker + ": " + reason, nowNs));
    }

    private @Nullable TopicPart byId(Uuid id) {
        for (TopicPart part : topics.values()) {
            if (part.id.equals(id)) {
                return part;
            }
        }
        return null;
    }

    private record TopicPart(Uuid id, List<ProduceAttempt> attempts) {
        @Nullable
        ProduceAttempt attemptFor(int partition) {
            for (ProduceAttempt attempt : attempts) {
                if (attempt.lane().chain().partition() == partition) {
                    return attempt;
                }
            }
            return null;
        }
    }
}
