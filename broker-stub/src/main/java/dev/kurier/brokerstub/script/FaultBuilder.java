package dev.kurier.brokerstub.script;

import dev.kurier.brokerstub.connection.ClusterCore;
import dev.kurier.brokerstub.fault.AnswerEdit;
import dev.kurier.brokerstub.fault.Ending;
import dev.kurier.brokerstub.fault.FaultAction;
import dev.kurier.brokerstub.fault.GateState;
import dev.kurier.brokerstub.fault.ReplyPlan;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Writes one rule of the fault script: {@link StruckRequests which requests}, and last what goes wrong.
 *
 * <p>The last word (fail, omit, delay, …) puts the rule in force; rules are tried in the
 * order they were made, and for each part of what happens (result, timing at each stage, connection, throttling, the
 * answer's bytes) the first that matches decides. Not thread-safe; the handle it ends in is.
 */
public final class FaultBuilder extends StruckRequests {
    private static final int SIZE_BYTES = 4;

    FaultBuilder(ClusterCore core, @Nullable ApiKey api, int times) {
        super(core, api, times);
    }

    @Override
    FaultBuilder self() {
        return this;
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

    /** Answers a Produce request twice for each matched partition. */
    public FaultHandle dup() {
        return edit("dup", ErrorCode.NONE, new AnswerEdit.Twice());
    }

    /**
     * Answers a Produce request also for a partition that it does not name, with the fields of a matched one.
     *
     * <p>Nothing is written there, and it need not exist; an unknown topic has the id of zeros (Produce 13). A request
     * that names the partition is answered as it should be.
     */
    public FaultHandle extra(String topic, int partition) {
        return edit("extra=" + topic + "-" + partition, ErrorCode.NONE, new AnswerEdit.Extra(topic, partition));
    }

    /**
     * Answers a Produce request with these fields for the matched partitions.
     *
     * <p>The batch is written nevertheless, unless an error is among the fields and the rule strikes before the effect.
     */
    public FaultHandle answer(ProduceAnswer fields) {
        return edit("answer=" + fields, fields.error(), new AnswerEdit.Fields(fields::applyTo));
    }

    /** Counts matching requests, and leaves them to other rules. */
    public FaultHandle observe() {
        return install(new FaultAction.Observe(), "observe");
    }

    /** Holds the request (or, after its effect, the answer); what follows on the connection waits behind it. */
    public FaultHandle delay(Duration delay) {
        long delayNs = delay.toNanos();
        return install(new FaultAction.Delay(() -> delayNs), "delay=" + delay);
    }

    /** As {@link #delay(Duration)}, for a time that is drawn for each request. */
    public FaultHandle delay(DelayDistribution delay) {
        return install(new FaultAction.Delay(draws(delay)), "delay=" + delay);
    }

    /** Holds the request, or the answer, until the test lets it go on. */
    public Gate hold() {
        GateState gate = newGate();
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

    /** As {@link #latency(Duration)}, for a time that is drawn for each answer; none overtakes another. */
    public FaultHandle latency(DelayDistribution time) {
        LongSupplier latencyNs = draws(time);
        return reply(frame -> ReplyPlan.late(frame, latencyNs.getAsLong()), "latency=" + time);
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

    /**
     * Takes in only so many bytes of the request, its four size bytes counted; a shorter one is let through.
     *
     * <p>Decided by its header alone: no topic and no partition can be asked for.
     */
    public CutRequest cutRequestAt(int bytes) {
        int size = (int) atLeast(0, "cutRequestAt", bytes);
        if (namesTopics()) {
            throw new IllegalArgumentException("cutRequestAt=" + size
                    + " does not go with a topic or partition: half a request does not tell them; match by clientId or"
                    + " broker instead");
        }
        return new CutRequest(
                this, then -> install(new FaultAction.CutRequest(size, then), "cutRequestAt=" + size + " " + then));
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
     * @param editor gets four size bytes, header and body; what it returns is sent as it is, a wrong size too; what it throws
     *     is dealt with as by {@link StruckRequests#when}
     */
    public FaultHandle corruptReply(UnaryOperator<byte[]> editor) {
        return reply(frame -> ReplyPlan.late(editor.apply(frame), 0), "corruptReply");
    }

    /** Answers with a correlation id that is one too large. */
    public FaultHandle wrongCorrelationId() {
        return reply(frame -> ReplyPlan.late(wrongId(frame), 0), "wrongCorrelationId");
    }

    private LongSupplier draws(DelayDistribution delay) {
        SplittableRandom random;
        synchronized (core.lock()) {
            random = core.faults().newRandom();
        }
        return () -> delay.nextNs(random);
    }

    GateState newGate() {
        return new GateState(() -> core.lock().notifyAll());
    }

    private static byte[] wrongId(byte[] frame) {
        java.nio.ByteBuffer bytes = java.nio.ByteBuffer.wrap(frame);
        bytes.putInt(SIZE_BYTES, bytes.getInt(SIZE_BYTES) + 1);
        return frame;
    }

    private FaultHandle applyLate(Ending.Kind kind, Duration delay) {
        if (!isBeforeEffect()) {
            throw new IllegalArgumentException(
                    stageWords() + " is after the effect, which can't come late then; leave the stage out");
        }
        return install(new FaultAction.End(new Ending(kind, delay.toNanos())), kind + "=" + delay);
    }

    private FaultHandle edit(String said, ErrorCode error, AnswerEdit edit) {
        demandProduce(said);
        return install(new FaultAction.EditAnswer(error, edit), said);
    }

    private FaultHandle reply(ReplyPlan.Shape shape, String action) {
        return onReplying().install(new FaultAction.Reply(shape), action);
    }
}
