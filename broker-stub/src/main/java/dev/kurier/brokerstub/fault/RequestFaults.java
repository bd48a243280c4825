package dev.kurier.brokerstub.fault;

import dev.kurier.brokerstub.fault.FaultAction.Part;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells what goes wrong with one request. */
public final class RequestFaults {
    /** Nothing goes wrong. */
    public static final RequestFaults NONE = new RequestFaults();

    private final Map<FaultTarget, ResultFault> results = new HashMap<>();

    /** By stage for what is decided stage by stage, by part for the rest. */
    private final Map<Enum<?>, FaultRule> others = new HashMap<>();

    RequestFaults() {}

    /** Returns what is wrong with the result for a partition. */
    public ResultFault at(String topic, int partition) {
        return results.isEmpty() ? ResultFault.NONE : at(new FaultTarget(topic, partition));
    }

    /** Returns what is wrong with the result for this target. */
    public ResultFault at(FaultTarget target) {
        return results.getOrDefault(target, ResultFault.NONE);
    }

    /** Begins what the request waits for at this stage. */
    public Hold hold(Stage stage, long nowNs, Runnable wakeUp) {
        return action(stage) instanceof FaultAction.Wait wait ? wait.begin(nowNs, wakeUp) : Hold.NONE;
    }

    /** Returns how the connection ends at this stage, or null if it goes on. */
    public @Nullable Ending ending(Stage stage) {
        FaultRule rule = others.get(Part.CONNECTION);
        if (rule == null || rule.stage() != stage) {
            return null;
        }
        return rule.action() instanceof FaultAction.End end ? end.ending() : null;
    }

    /** Returns the throttle time to answer with, 0 for none. */
    public int throttleTimeMs() {
        return action(Part.THROTTLE) instanceof FaultAction.Throttle throttle ? throttle.throttleTimeMs() : 0;
    }

    /** Returns how the answer's bytes leave, or null if as always. */
    public ReplyPlan.@Nullable Shape replyShape() {
        return action(Part.REPLY) instanceof FaultAction.Reply reply ? reply.shape() : null;
    }

    boolean leavesRoomFor(FaultRule rule, FaultSubject subject) {
        return switch (rule.action().part()) {
            case NOTHING -> true;
            case REQUEST -> false;
            case RESULT ->
                subject.targets().stream()
                        .anyMatch(target -> rule.match().accepts(target) && !results.containsKey(target));
            default -> !others.containsKey(slot(rule));
        };
    }

    void add(FaultRule rule, FaultSubject subject) {
        if (rule.action() instanceof FaultAction.Outcome outcome) {
            ResultFault fault = outcome.result(rule.stage(), rule.hits());
            subject.targets().stream()
                    .filter(rule.match()::accepts)
                    .forEach(target -> results.putIfAbsent(target, fault));
        } else if (rule.action().part() != Part.NOTHING) {
            others.put(slot(rule), rule);
        }
    }

    private @Nullable FaultAction action(Enum<?> slot) {
        FaultRule rule = others.isEmpty() ? null : others.get(slot);
        return rule == null ? null : rule.action();
    }

    private static Enum<?> slot(FaultRule rule) {
        Part part = rule.action().part();
        return part == Part.TIMING ? rule.stage() : part;
    }
}
