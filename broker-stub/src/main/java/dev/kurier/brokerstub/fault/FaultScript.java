package dev.kurier.brokerstub.fault;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the rules in the order they were made and judges each request once, when it has been read.
 *
 * <p>Rules that will strike no more are forgotten; of those that ran out of time too early the newest {@value
 * #MAX_MISSED} are remembered. Guarded by the cluster's lock.
 */
public final class FaultScript {
    private static final int MAX_MISSED = 100;

    private long seed;
    private final Runnable onHit;
    private final List<FaultRule> rules = new ArrayList<>();
    private final Deque<FaultRule> missed = new ArrayDeque<>();
    private SplittableRandom random;
    private boolean cutsRequests;
    private long hits;

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

    /** Draws chances from here on from another seed. */
    public void seed(long seed) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
    }

    /** Returns a source of chances of its own: what others draw does not change what it gives. */
    public SplittableRandom newRandom() {
        return random.split();
    }

    /** Adds a rule behind those that are there. */
    public void add(FaultRule rule) {
        rules.add(rule);
        noteCuts();
    }

    /** Takes a rule out; requests it has struck already keep their fault. */
    public void remove(FaultRule rule) {
        rules.remove(rule);
        missed.remove(rule);
        noteCuts();
    }

    /** Takes all rules out. */
    public void clear() {
        rules.clear();
        missed.clear();
        noteCuts();
    }

    /** Takes all rules out, and draws chances from the beginning. */
    public void reset() {
        clear();
        seed(seed);
    }

    /** Tells whether there is no rule: nothing has to be judged then. */
    public boolean isEmpty() {
        return rules.isEmpty();
    }

    /** Tells whether a rule cuts requests short: their heads have to be judged then. */
    public boolean cutsRequests() {
        return cutsRequests;
    }

    /** Returns how often a rule has struck, those included that are gone. */
    public long hits() {
        return hits;
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
        long hitsBefore = hits;
        boolean spent = false;
        for (FaultRule rule : rules) {
            if (rule.match().accepts(subject) && verdict.leavesRoomFor(rule, subject)) {
                if (strikes(rule, nowNs)) {
                    verdict.add(rule, subject);
                }
                spent |= rule.isSpent();
            }
        }
        settle(spent, hits > hitsBefore);
        return verdict;
    }

    /**
     * Decides whether only a part of a request is taken in, when no more than its header has come; null if all of it is.
     *
     * @param subject with the header as its frame
     * @param totalBytes the size of the whole request, its four size bytes counted; a rule that asks for as many does not
     *     strike
     */
    public FaultAction.@Nullable CutRequest judgeHead(FaultSubject subject, int totalBytes, long nowNs) {
        boolean spent = false;
        for (FaultRule rule : rules) {
            if (rule.action() instanceof FaultAction.CutRequest cut
                    && cut.bytes() < totalBytes
                    && rule.match().accepts(subject)) {
                boolean strikes = strikes(rule, nowNs);
                spent |= rule.isSpent();
                if (strikes) {
                    settle(spent, true);
                    return cut;
                }
            }
        }
        settle(spent, false);
        return null;
    }

    private boolean strikes(FaultRule rule, long nowNs) {
        boolean strikes = rule.strikes(nowNs, random);
        hits += strikes ? 1 : 0;
        return strikes;
    }

    private void settle(boolean spent, boolean struck) {
        if (spent) {
            forgetSpent();
        }
        if (struck) {
            onHit.run();
        }
    }

    private void noteCuts() {
        cutsRequests = rules.stream().anyMatch(rule -> rule.action() instanceof FaultAction.CutRequest);
    }

    private void forgetSpent() {
        rules.stream().filter(rule -> rule.isSpent() && rule.isOwed()).forEach(missed::add);
        while (missed.size() > MAX_MISSED) {
            missed.remove();
        }
        rules.removeIf(FaultRule::isSpent);
        noteCuts();
    }
}
