package dev.kurier.brokerstub.script;

import dev.kurier.brokerstub.connection.ClusterCore;
import dev.kurier.brokerstub.fault.Ending;
import dev.kurier.brokerstub.fault.FaultAction;
import dev.kurier.brokerstub.fault.FaultMatch;
import dev.kurier.brokerstub.fault.FaultRule;
import dev.kurier.brokerstub.fault.FaultSubject;
import dev.kurier.brokerstub.fault.FaultTrigger;
import dev.kurier.brokerstub.fault.GateState;
import dev.kurier.brokerstub.fault.ReplyPlan;
import dev.kurier.brokerstub.fault.Stage;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.Uuid;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Writes one rule of the fault script: which requests, how many of them, at which stage, and last what goes wrong.
 *
 * <p>What is not said matches all. The last word (fail, omit, delay, …) puts the rule in force; rules are tried in the
 * order they were made, and for each part of what happens (result, timing at each stage, connection, throttling, the
 * answer's bytes) the first that matches decides. Not thread-safe; the handle it ends in is.
 */
public final class FaultBuilder {
    private static final int SIZE_BYTES = 4;

    private final ClusterCore core;
    private final @Nullable ApiKey api;
    private final StringBuilder words = new StringBuilder();
    private @Nullable Integer brokerId;
    private @Nullable String clientId;
    private @Nullable Integer version;
    private @Nullable Predicate<String> topic;
    private @Nullable Integer partition;
    private Predicate<FaultSubject> condition = request -> true;
    private int skips;
    private int times;
    private double probability = 1;
    private long duringNs = Long.MAX_VALUE;
    private Stage stage = Stage.BEFORE_APPLY;

    FaultBuilder(ClusterCore core, @Nullable ApiKey api, int times) {
        this.core = core;
        this.api = api;
        this.times = times;
        words.append(api == null ? "any request" : api.name());
    }

    /** Matches requests to this broker. */
    public FaultBuilder broker(int id) {
        this.brokerId = id;
        return say("broker", id);
    }

    /** Matches requests of clients that call themselves so. */
    public FaultBuilder clientId(String id) {
        this.clientId = id;
        return say("clientId", id);
    }

    /** Matches requests of this version of their API. */
    public FaultBuilder version(int number) {
        this.version = number;
        return say("version", number);
    }

    /** Matches requests about this topic; errors are answered for it alone. */
    public FaultBuilder topic(String name) {
        return topic(name::equals).say("topic", name);
    }

    /** Matches requests about the topic that has this id when they arrive, by whichever they name it. */
    public FaultBuilder topicId(Uuid id) {
        return topic(name -> {
                    var found = core.state().topic(id);
                    return found != null && found.name().equals(name);
                })
                .say("topicId", id);
    }

    /** Matches requests about partitions of this index; errors are answered for them alone. */
    public FaultBuilder partition(int index) {
        this.partition = index;
        return say("partition", index);
    }

    /**
     * Matches requests for which this holds as well.
     *
     * @param holds is asked under the cluster's lock, once all else matches: it must be quick, and must not throw
     */
    public FaultBuilder when(Predicate<MatchedRequest> holds) {
        Predicate<FaultSubject> before = condition;
        this.condition = request -> before.test(request) && holds.test(view(request));
        return say("when", "…");
    }

    /** Lets that many matching requests through first. */
    public FaultBuilder skip(int requests) {
        this.skips = (int) atLeast(0, "skip", requests);
        return say("skip", requests);
    }

    /** Strikes one matching request. */
    public FaultBuilder once() {
        return times(1);
    }

    /** Strikes that many matching requests. */
    public FaultBuilder times(int requests) {
        this.times = (int) atLeast(1, "times", requests);
        return say("times", requests);
    }

    /** Strikes the n-th matching request alone, counted from 1. */
    public FaultBuilder onCall(int n) {
        this.skips = (int) atLeast(1, "onCall", n) - 1;
        this.times = 1;
        return say("onCall", n);
    }

    /** Strikes every matching request, until the handle removes the rule. */
    public FaultBuilder forever() {
        this.times = Integer.MAX_VALUE;
        return say("times", "forever");
    }

    /** Strikes for this time of the cluster's clock, which runs from the first request that could be struck. */
    public FaultBuilder during(Duration time) {
        this.duringNs = atLeast(1, "during in nanoseconds", time.toNanos());
        this.times = Integer.MAX_VALUE;
        return say("during", time);
    }

    /** Strikes each matching request with this chance, 0 to 1, drawn from the cluster's seed. */
    public FaultBuilder probability(double chance) {
        if (!(chance >= 0 && chance <= 1)) {
            throw new IllegalArgumentException("probability=" + chance + " is not in 0..1");
        }
        this.probability = chance;
        return say("probability", chance);
    }

    /** Strikes as soon as the request was read, before rules that strike {@link #beforeApply}. */
    public FaultBuilder onReceived() {
        return stage(Stage.RECEIVED);
    }

    /** Strikes when the request is about to have its effect: the default. */
    public FaultBuilder beforeApply() {
        return stage(Stage.BEFORE_APPLY);
    }

    /** Strikes when the request has had its effect: the answer lies, comes late or is lost. */
    public FaultBuilder afterApply() {
        return stage(Stage.AFTER_APPLY);
    }

    /** Strikes when the answer is about to leave, after rules that strike {@link #afterApply}. */
    public FaultBuilder onReplying() {
        return stage(Stage.REPLYING);
    }

    /** Answers with this error; before the effect nothing is done about the request. */
    public FaultHandle fail(ErrorCode error) {
        return install(new FaultAction.Fail(error), "fail=" + error);
    }

    /** Stands for a true answer in a {@link #sequence}. */
    public static ErrorCode ok() {
        return ErrorCode.NONE;
    }

    /** Answers one matching request after the other with these errors, {@link #ok} among them, then no more. */
    public FaultHandle sequence(ErrorCode... errors) {
        times((int) atLeast(1, "errors of the sequence", errors.length));
        return install(new FaultAction.Sequence(List.of(errors)), "sequence=" + List.of(errors));
    }

    /** Leaves the matched partitions or topics out of the answer. */
    public FaultHandle omit() {
        return install(new FaultAction.Omit(), "omit");
    }

    /** Counts matching requests, and leaves them to other rules. */
    public FaultHandle observe() {
        return install(new FaultAction.Observe(), "observe");
    }

    /** Holds the request (or, after its effect, the answer); what follows on the connection waits behind it. */
    public FaultHandle delay(Duration delay) {
        return install(new FaultAction.Delay(delay.toNanos()), "delay=" + delay);
    }

    /** Holds the request, or the answer, until the test lets it go on. */
    public Gate hold() {
        GateState gate = new GateState(() -> core.lock().notifyAll());
        return new Gate(core, gate, install(new FaultAction.StopAt(gate), "hold"));
    }

    /** Holds the request, or the answer, for ever: the connection stays open and mute. */
    public FaultHandle neverAnswer() {
        return install(new FaultAction.Silence(), "neverAnswer");
    }

    /** Turns the connection into a black hole: this request and all behind it are swallowed, and it stays open. */
    public FaultHandle blackhole() {
        return onReceived().install(new FaultAction.Silence(), "blackhole");
    }

    /** Hangs up, at the stage that was said. */
    public FaultHandle disconnect() {
        return install(new FaultAction.End(Ending.CLOSE), "disconnect");
    }

    /** Breaks the connection off at the stage that was said, on sockets by a TCP reset (RST). */
    public FaultHandle reset() {
        return install(new FaultAction.End(Ending.RESET), "reset");
    }

    /**
     * Hangs up at once; the request, and those behind it that were received in full, take their effect later, in order.
     *
     * <p>A client that sends again meanwhile has written twice, unless the broker knows the batch by its sequence.
     */
    public FaultHandle applyLate(Duration delay) {
        return applyLate(Ending.Kind.APPLY_LATE, delay);
    }

    /** As {@link #applyLate}, but what was received behind the request takes its effect at once: the order is broken. */
    public FaultHandle applyLateOutOfOrder(Duration delay) {
        return applyLate(Ending.Kind.APPLY_LATE_ALONE, delay);
    }

    /** Answers with this throttle time and reads nothing more from the connection until it is over (KIP-219). */
    public FaultHandle throttle(Duration time) {
        return install(new FaultAction.Throttle(Math.toIntExact(time.toMillis())), "throttle=" + time);
    }

    /** Sends the answer that much later; unlike {@link #delay} the requests behind it are worked on meanwhile. */
    public FaultHandle latency(Duration time) {
        long latencyNs = time.toNanos();
        return reply(frame -> ReplyPlan.late(frame, latencyNs), "latency=" + time);
    }

    /** Sends the answer after the next one of the connection: what no broker may do. */
    public FaultHandle swapReply() {
        return reply(ReplyPlan::swapped, "swapReply");
    }

    /** Sends only so many bytes of the answer, its four size bytes counted. */
    public TruncatedReply truncateReplyAt(int bytes) {
        int size = (int) atLeast(0, "truncateReplyAt", bytes);
        return new TruncatedReply(
                after -> reply(frame -> ReplyPlan.cut(frame, size, after), "truncateReplyAt=" + size + " " + after));
    }

    /** Sends the size of the answer, and then nothing more; the connection stays open. */
    public FaultHandle stallReply() {
        return truncateReplyAt(SIZE_BYTES).thenStall();
    }

    /** Sends the answer in pieces of so many bytes, one each interval; nothing more is read until it is sent. */
    public FaultHandle trickle(int bytes, Duration interval) {
        int size = (int) atLeast(1, "trickle", bytes);
        long everyNs = interval.toNanos();
        return reply(frame -> ReplyPlan.trickle(frame, size, everyNs), "trickle=" + size + "/" + interval);
    }

    /**
     * Sends what the editor makes of the answer's bytes.
     *
     * @param editor gets four size bytes, header and body; what it returns is sent as it is, a wrong size too
     */
    public FaultHandle corruptReply(UnaryOperator<byte[]> editor) {
        return reply(frame -> ReplyPlan.late(editor.apply(frame), 0), "corruptReply");
    }

    /** Answers with a correlation id that is one too large. */
    public FaultHandle wrongCorrelationId() {
        return reply(frame -> ReplyPlan.late(wrongId(frame), 0), "wrongCorrelationId");
    }

    static long atLeast(long minimum, String name, long value) {
        if (value < minimum) {
            throw new IllegalArgumentException(name + "=" + value + " is not " + minimum + " or more");
        }
        return value;
    }

    private static byte[] wrongId(byte[] frame) {
        java.nio.ByteBuffer bytes = java.nio.ByteBuffer.wrap(frame);
        bytes.putInt(SIZE_BYTES, bytes.getInt(SIZE_BYTES) + 1);
        return frame;
    }

    private FaultHandle applyLate(Ending.Kind kind, Duration delay) {
        if (!stage.isBeforeEffect()) {
            throw new IllegalArgumentException(
                    "stage=" + stage + " is after the effect, which can't come late then; leave the stage out");
        }
        return install(new FaultAction.End(new Ending(kind, delay.toNanos())), kind + "=" + delay);
    }

    private FaultHandle reply(ReplyPlan.Shape shape, String action) {
        return onReplying().install(new FaultAction.Reply(shape), action);
    }

    private FaultHandle install(FaultAction action, String said) {
        FaultMatch match = new FaultMatch(api, brokerId, clientId, version, topic, partition, condition);
        FaultTrigger trigger = new FaultTrigger(new FaultTrigger.Terms(skips, times, probability, duringNs));
        FaultRule rule = new FaultRule(match, trigger, stage, action, words + " " + said);
        synchronized (core.lock()) {
            core.faults().add(rule);
        }
        return new InstalledFault(core, rule);
    }

    private FaultBuilder topic(Predicate<String> isMeant) {
        this.topic = topic == null ? isMeant : topic.and(isMeant);
        return this;
    }

    private FaultBuilder stage(Stage stage) {
        this.stage = stage;
        return say("stage", stage);
    }

    private FaultBuilder say(String name, Object value) {
        words.append(' ').append(name).append('=').append(value);
        return this;
    }

    private static MatchedRequest view(FaultSubject request) {
        return new MatchedRequest(
                request.api(),
                request.header().apiVersion(),
                request.brokerId(),
                request.connectionId(),
                request.header().correlationId(),
                request.header().clientId(),
                request.frame().asReadOnlyBuffer());
    }
}
