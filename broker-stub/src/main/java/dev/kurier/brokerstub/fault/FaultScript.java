package dev.kurier.brokerstub.fault;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Keeps the rules in the order they were made and judges each request once, when it has been read.
 *
 * <p>Rules that will strike no more are forgotten; of those that ran out of time too early the newest {@value
 * #MAX_MISSED} are remembered. Guarded by the cluster's lock.
 */
public final class FaultScript {
    private static final int MAX_MISSED = 100;

    private final long seed;
    private final Runnable onHit;
    private final List<FaultRule> rules = new ArrayList<>();
    private final Deque<FaultRule> missed = new ArrayDeque<>();
    private final SplittableRandom random;

    /**
     * Makes an empty script.
     *
     * @param seed what chances are drawn from
     * @param onHit is called whenever a request was struck
     */
    public FaultScript(long seed, Runnable onHit) {
        this.seed = seed;
        this.onHit = onHit;
        this.random = new SplittableRandom(seed);
    }

    /** What chances are drawn from. */
    public long seed() {
        return seed;
    }

    /** Adds a rule behind those that are there. */
    public void add(FaultRule rule) {
        rules.add(rule);
    }

    /** Takes a rule out; requests it has struck already keep their fault. */
    public void remove(FaultRule rule) {
        rules.remove(rule);
        missed.remove(rule);
    }

    /** Takes all rules out. */
    public void clear() {
        rules.clear();
        missed.clear();
    }

    /** Tells whether there is no rule: nothing has to be judged then. */
    public boolean isEmpty() {
        return rules.isEmpty();
    }

    /** Returns how many rules may still strike. */
    public int size() {
        return rules.size();
    }

    /** Returns the rules that have struck less often than was said, or never. */
    public List<String> owed() {
        return Stream.concat(missed.stream(), rules.stream().filter(FaultRule::isOwed))
                .map(FaultRule::toString)
                .toList();
    }

    /** Decides what goes wrong with a request; a rule that decides nothing about it is not spent. */
    public RequestFaults judge(FaultSubject subject, long nowNs) {
        RequestFaults verdict = new RequestFaults();
        boolean struck = false;
        boolean spent = false;
        for (FaultRule rule : rules) {
            if (rule.match().accepts(subject) && verdict.leavesRoomFor(rule, subject)) {
                boolean strikes = rule.strikes(nowNs, random);
                if (strikes) {
                    verdict.add(rule, subject);
                }
                struck |= strikes;
                spent |= rule.isSpent();
            }
        }
        if (spent) {
            forgetSpent();
        }
        if (struck) {
            onHit.run();
        }
        return verdict;
    }

    private void forgetSpent() {
        rules.stream().filter(rule -> rule.isSpent() && rule.isOwed()).forEach(missed::add);
        while (missed.size() > MAX_MISSED) {
            missed.remove();
        }
        rules.removeIf(FaultRule::isSpent);
    }
}
