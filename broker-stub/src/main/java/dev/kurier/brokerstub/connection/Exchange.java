package dev.kurier.brokerstub.connection;

import dev.kurier.brokerstub.call.Answer;
import dev.kurier.brokerstub.call.Call;
import dev.kurier.brokerstub.call.CallTime;
import dev.kurier.brokerstub.cluster.AppendListener;
import dev.kurier.brokerstub.cluster.Partition;
import dev.kurier.brokerstub.fault.Ending;
import dev.kurier.brokerstub.fault.Hold;
import dev.kurier.brokerstub.fault.ReplyPlan;
import dev.kurier.brokerstub.fault.RequestFaults;
import dev.kurier.brokerstub.fault.Stage;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ResponseHeader;
import dev.kurier.protocol.WireWriter;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Takes one request from its arrival to its answer, with whatever the fault script has in store for it.
 *
 * <p>The way: received, about to be applied, applied (perhaps after waiting), about to be answered. At each stage but
 * the applying itself it is held and then perhaps the connection ends. Guarded by the cluster's lock.
 */
final class Exchange {
    private final ApiKey api;
    private final int correlationId;
    private final Call call;
    private final RequestFaults faults;
    private final LongUnaryOperator wallClockMs;
    private final AppendListener wakeUp;

    private Runnable onReady;
    private Step step = Step.RECEIVED;
    private @Nullable Hold hold;
    private Ending ending = Ending.CLOSE;
    private boolean lateAlready;
    private long waitsUntilNs;
    private boolean woken = true;
    private List<Partition> watched = List.of();
    private Answer answer = Answer.NONE;

    /** Tells how far an exchange has come. */
    enum Progress {
        WAITING,
        ANSWERED,
        /** The connection ends, see {@link #ending}; with one of its kinds the exchange goes on. */
        ENDED
    }

    private enum Step {
        RECEIVED(Stage.RECEIVED),
        BEFORE_APPLY(Stage.BEFORE_APPLY),
        APPLYING(null),
        AFTER_APPLY(Stage.AFTER_APPLY),
        REPLYING(Stage.REPLYING),
        DONE(null);

        private final @Nullable Stage stage;

        Step(@Nullable Stage stage) {
            this.stage = stage;
        }

        Step next() {
            return values()[ordinal() + 1];
        }
    }

    Exchange(Received received, LongUnaryOperator wallClockMs, Runnable onReady) {
        this.api = received.api();
        this.correlationId = received.correlationId();
        this.call = received.call();
        this.faults = received.faults();
        this.wallClockMs = wallClockMs;
        this.onReady = onReady;
        this.wakeUp = () -> {
            woken = true;
            this.onReady.run();
        };
    }

    /** Hands over a request that was read and judged. */
    record Received(ApiKey api, int correlationId, Call call, RequestFaults faults) {}

    /** Goes as far as it can at this time. */
    Progress advance(long nowNs) {
        while (step != Step.DONE) {
            Stage stage = step.stage;
            if (!(stage == null ? isApplied(nowNs) : isPassed(stage, nowNs))) {
                return Progress.WAITING;
            }
            Ending end = stage == null ? null : faults.ending(stage);
            if (end != null && !lateAlready) {
                ending = end;
                lateAlready = true;
                hold = Hold.until(nowNs + end.applyAfterNs());
                return Progress.ENDED;
            }
            hold = null;
            step = step.next();
        }
        if (answer instanceof Answer.HangUp) {
            ending = Ending.CLOSE;
            return Progress.ENDED;
        }
        return Progress.ANSWERED;
    }

    /** How the connection ends, once it {@link Progress#ENDED}. */
    Ending ending() {
        return ending;
    }

    /** Returns why a request that wants no response was refused; null if the fault script ends the connection. */
    @Nullable
    String refusal() {
        return step == Step.DONE && answer instanceof Answer.HangUp refused ? refused.reason() : null;
    }

    /** When a waiting exchange wants to go on at the latest, or {@link Timetable#NEVER}. */
    long dueNs() {
        Hold held = hold;
        return held != null ? held.dueNs() : waitsUntilNs;
    }

    /** Tells whether the request has yet to have its effect. */
    boolean isYetToApply() {
        return step == Step.RECEIVED || step == Step.BEFORE_APPLY;
    }

    /** Tells whether it will never go on. */
    boolean isHeldForever() {
        return hold != null && hold.isForever();
    }

    /** Sets who is told that there is something to do. */
    void onReady(Runnable onReady) {
        this.onReady = onReady;
    }

    /** Returns how long the connection must be mute after the answer. */
    int throttleTimeMs() {
        return faults.throttleTimeMs();
    }

    /** Returns the answer's frame; empty if there is none. */
    List<ByteBuffer> frame() {
        if (!(answer instanceof Answer.Reply reply)) {
            return List.of();
        }
        WireWriter out = new WireWriter();
        new ResponseHeader(correlationId).write(out, api, reply.version());
        reply.body().write(out, reply.version());
        return out.toFrame();
    }

    /** Returns how the answer leaves, if not as always. */
    ReplyPlan.@Nullable Shape replyShape() {
        return answer instanceof Answer.Reply ? faults.replyShape() : null;
    }

    /** Copies the parts of a frame into one array. */
    static byte[] inOne(List<ByteBuffer> frame) {
        ByteBuffer all = ByteBuffer.allocate(
                frame.stream().mapToInt(ByteBuffer::remaining).sum());
        frame.forEach(part -> all.put(part.duplicate()));
        return all.array();
    }

    /** Stops waiting for partitions. */
    void abandon() {
        watched.forEach(partition -> partition.unlisten(wakeUp));
        watched = List.of();
    }

    private boolean isPassed(Stage stage, long nowNs) {
        if (hold == null) {
            hold = faults.hold(stage, nowNs, () -> onReady.run());
        }
        return hold.isOver(nowNs);
    }

    private boolean isApplied(long nowNs) {
        if (!woken && waitsUntilNs - nowNs > 0) {
            return false;
        }
        abandon();
        woken = false;
        answer = call.apply(faults, new CallTime(nowNs, wallClockMs.applyAsLong(nowNs)));
        if (answer instanceof Answer.Wait wait) {
            waitsUntilNs = wait.dueNs();
            watched = wait.partitions();
            watched.forEach(partition -> partition.listen(wakeUp));
            return false;
        }
        return true;
    }
}
