package dev.kurier.brokerstub.fault;

import dev.kurier.brokerstub.fault.FaultAction.Part;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** Tells what goes wrong with one request. */
public final class RequestFaults {
    /** Nothing goes wrong. */
    public static final RequestFaults NONE = new RequestFaults();

    private final Map<FaultTarget, ResultFault> results = new HashMap<>();
    private final Map<Part, FaultRule> others = new EnumMap<>(Part.class);

    RequestFaults() {}

    /** Returns what is wrong with the result for a partition. */
    public ResultFault at(String topic, int partition) {
        return results.isEmpty() ? ResultFault.NONE : at(new FaultTarget(topic, partition));
    }

    /** Returns what is wrong with the result for this target. */
    public ResultFault at(FaultTarget target) {
        return results.getOrDefault(target, ResultFault.NONE);
    }

    /** Returns how long the request, or its answer, is held; {@link FaultAction.Delay#FOREVER} has no end. */
    public long delayNs(Stage stage) {
        FaultRule rule = others.get(Part.TIMING);
        if (rule == null || rule.stage() != stage) {
            return 0;
        }
        return rule.action() instanceof FaultAction.Delay delay ? delay.delayNs() : 0;
    }

    /** Tells whether the broker hangs up at this stage. */
    public boolean disconnects(Stage stage) {
        FaultRule rule = others.get(Part.CONNECTION);
        return rule != null && rule.stage() == stage;
    }

    /** Returns the throttle time to answer with, 0 for none. */
    public int throttleTimeMs() {
        FaultRule rule = others.get(Part.THROTTLE);
        return rule != null && rule.action() instanceof FaultAction.Throttle throttle ? throttle.throttleTimeMs() : 0;
    }

    boolean leavesRoomFor(FaultRule rule, FaultSubject subject) {
        Part part = rule.action().part();
        if (part != Part.RESULT) {
            return !others.containsKey(part);
        }
        return subject.targets().stream()
                .anyMatch(target -> rule.match().accepts(target) && !results.containsKey(target));
    }

    void add(FaultRule rule, FaultSubject subject) {
        Part part = rule.action().part();
        if (part != Part.RESULT) {
            others.put(part, rule);
            return;
        }
        ResultFault fault = ResultFault.of(rule.stage(), rule.action());
        subject.targets().stream().filter(rule.match()::accepts).forEach(target -> results.putIfAbsent(target, fault));
    }
}
