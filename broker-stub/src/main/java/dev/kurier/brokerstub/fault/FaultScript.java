package dev.kurier.brokerstub.fault;

import java.util.ArrayList;
import java.util.List;

/** Keeps the rules in the order they were made and judges each request once, when it has been read. */
public final class FaultScript {
    private final List<FaultRule> rules = new ArrayList<>();

    /** Adds a rule behind those that are there. */
    public void add(FaultRule rule) {
        rules.add(rule);
    }

    /** Takes a rule out; requests it has struck already keep their fault. */
    public void remove(FaultRule rule) {
        rules.remove(rule);
    }

    /** Takes all rules out. */
    public void clear() {
        rules.clear();
    }

    /** Decides what goes wrong with a request; a rule that decides nothing about it is not spent. */
    public RequestFaults judge(FaultSubject subject) {
        if (rules.isEmpty()) {
            return RequestFaults.NONE;
        }
        RequestFaults verdict = new RequestFaults();
        for (FaultRule rule : rules) {
            if (rule.match().accepts(subject) && verdict.leavesRoomFor(rule, subject) && rule.strikes()) {
                verdict.add(rule, subject);
            }
        }
        rules.removeIf(FaultRule::isSpent);
        return verdict;
    }
}
