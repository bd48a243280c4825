package dev.kurier.brokerstub.connection;

import dev.kurier.brokerstub.call.Answer;
import dev.kurier.brokerstub.call.Call;
import dev.kurier.brokerstub.call.CallTime;
import dev.kurier.brokerstub.cluster.AppendListener;
import dev.kurier.brokerstub.cluster.Partition;
import dev.kurier.brokerstub.fault.FaultAction;
import dev.kurier.brokerstub.fault.RequestFaults;
import dev.kurier.brokerstub.fault.Stage;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ResponseHeader;
import dev.kurier.protocol.WireWriter;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.LongUnaryOperator;

/**
 * Takes one request from its arrival to its answer, with whatever the fault script has in store for it.
 *
 * <p>The way: held, hung up on, applied (perhaps after waiting), hung up on, held, answered. Guarded by the cluster's
 * lock.
 */
final class Exchange {
    private final ApiKey api;
    private final int correlationId;
    private final Call call;
    private final RequestFaults faults;
    private final LongUnaryOperator wallClockMs;
    private final AppendListener wakeUp;

    private Step step = Step.RECEIVED;
    private long dueNs;
    private boolean heldForever;
    private boolean woken;
    private List<Partition> watched = List.of();
    private Answer answer = Answer.NONE;

    /** Tells how far an exchange has come. */
    enum Progress {
        WAITING,
        ANSWERED,
        HUNG_UP
    }

    private enum Step {
        RECEIVED,
        HELD,
        APPLYING,
        APPLIED,
        ANSWER_HELD,
        DONE
    }

    Exchange(Received received, LongUnaryOperator wallClockMs, Runnable onReady) {
        this.api = received.api();
        this.correlationId = received.correlationId();
        this.call = received.call();
        this.faults = received.faults();
        this.wallClockMs = wallClockMs;
        this.wakeUp = () -> {
            woken = true;
            onReady.run();
        };
    }

    /** Hands over a request that was read and judged. */
    record Received(ApiKey api, int correlationId, Call call, RequestFaults faults) {}

    /** Goes as far as it can at this time. */
    Progress advance(long nowNs) {
        if (step == Step.RECEIVED) {
            hold(faults.delayNs(Stage.BEFORE_APPLY), nowNs);
            step = Step.HELD;
        }
        if (step == Step.HELD && isDue(nowNs)) {
            if (faults.disconnects(Stage.BEFORE_APPLY)) {
                return Progress.HUNG_UP;
            }
            woken = true;
            step = Step.APPLYING;
        }
        if (step == Step.APPLYING && (woken || isDue(nowNs))) {
            apply(nowNs);
        }
        if (step == Step.APPLIED) {
            if (faults.disconnects(Stage.AFTER_APPLY)) {
                return Progress.HUNG_UP;
            }
            hold(faults.delayNs(Stage.AFTER_APPLY), nowNs);
            step = Step.ANSWER_HELD;
        }
        if (step == Step.ANSWER_HELD && isDue(nowNs)) {
            step = Step.DONE;
        }
        if (step != Step.DONE) {
            return Progress.WAITING;
        }
        return answer instanceof Answer.HangUp ? Progress.HUNG_UP : Progress.ANSWERED;
    }

    /** When a waiting exchange wants to go on at the latest, or {@link Timetable#NEVER}. */
    long dueNs() {
        return heldForever ? Timetable.NEVER : dueNs;
    }

    /** Tells whether the request has yet to have its effect, waiting for nothing but time. */
    boolean isYetToApply() {
        return step == Step.RECEIVED || step == Step.HELD;
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

    /** Stops waiting for partitions. */
    void abandon() {
        watched.forEach(partition -> partition.unlisten(wakeUp));
        watched = List.of();
    }

    private void apply(long nowNs) {
        abandon();
        woken = false;
        answer = call.apply(faults, new CallTime(nowNs, wallClockMs.applyAsLong(nowNs)));
        if (answer instanceof Answer.Wait wait) {
            dueNs = wait.dueNs();
            watched = wait.partitions();
            watched.forEach(partition -> partition.listen(wakeUp));
        } else {
            step = Step.APPLIED;
        }
    }

    private void hold(long delayNs, long nowNs) {
        heldForever = delayNs == FaultAction.Delay.FOREVER;
        dueNs = nowNs + delayNs;
    }

    private boolean isDue(long nowNs) {
        return !heldForever && dueNs - nowNs <= 0;
    }
}
