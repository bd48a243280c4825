package dev.kurier.brokerstub.script;

import dev.kurier.brokerstub.connection.ClusterCore;
import dev.kurier.brokerstub.fault.FaultAction;
import dev.kurier.brokerstub.fault.FaultMatch;
import dev.kurier.brokerstub.fault.FaultRule;
import dev.kurier.brokerstub.fault.FaultSubject;
import dev.kurier.brokerstub.fault.FaultTrigger;
import dev.kurier.brokerstub.fault.Stage;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.Uuid;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Says which requests a rule strikes: what they look like, how many of them, at which stage of their way.
 *
 * <p>What is not said matches all. {@link FaultBuilder} goes on with what goes wrong. Not thread-safe.
 */
public abstract sealed class StruckRequests permits FaultBuilder {
    final ClusterCore core;
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

    StruckRequests(ClusterCore core, @Nullable ApiKey api, int times) {
        this.core = core;
        this.api = api;
        this.times = times;
        words.append(api == null ? "any request" : api.name());
    }

    /** Matches requests to this broker. */
    public final FaultBuilder broker(int id) {
        this.brokerId = id;
        return say("broker", id);
    }

    /** Matches requests of clients that call themselves so. */
    public final FaultBuilder clientId(String id) {
        this.clientId = id;
        return say("clientId", id);
    }

    /** Matches requests of this version of their API. */
    public final FaultBuilder version(int number) {
        this.version = number;
        return say("version", number);
    }

    /** Matches requests about this topic; errors are answered for it alone. */
    public final FaultBuilder topic(String name) {
        topic(name::equals);
        return say("topic", name);
    }

    /** Matches requests about the topic that has this id when they arrive, by whichever they name it. */
    public final FaultBuilder topicId(Uuid id) {
        topic(name -> {
            var found = core.state().topic(id);
            return found != null && found.name().equals(name);
        });
        return say("topicId", id);
    }

    /** Matches requests about partitions of this index; errors are answered for them alone. */
    public final FaultBuilder partition(int index) {
        this.partition = index;
        return say("partition", index);
    }

    /**
     * Matches requests for which this holds as well.
     *
     * @param holds is asked under the cluster's lock, once all else matches: it must be quick. What it throws, assertions
     *     too, ends the connection of the request; {@link FaultHandle#awaitHits}, {@link FaultRules#assertAllHit} and the end
     *     of the server throw it in the test
     */
    public final FaultBuilder when(Predicate<MatchedRequest> holds) {
        Predicate<FaultSubject> before = condition;
        this.condition = request -> before.test(request) && holds.test(view(request));
        return say("when", "…");
    }

    /** Lets that many matching requests through first. */
    public final FaultBuilder skip(int requests) {
        this.skips = (int) atLeast(0, "skip", requests);
        return say("skip", requests);
    }

    /** Strikes one matching request. */
    public final FaultBuilder once() {
        return times(1);
    }

    /** Strikes that many matching requests. */
    public final FaultBuilder times(int requests) {
        this.times = (int) atLeast(1, "times", requests);
        return say("times", requests);
    }

    /** Strikes the n-th matching request alone, counted from 1. */
    public final FaultBuilder onCall(int n) {
        this.skips = (int) atLeast(1, "onCall", n) - 1;
        this.times = 1;
        return say("onCall", n);
    }

    /** Strikes every matching request, until the handle removes the rule. */
    public final FaultBuilder forever() {
        this.times = Integer.MAX_VALUE;
        return say("times", "forever");
    }

    /** Strikes for this time of the cluster's clock, which runs from the first request that could be struck. */
    public final FaultBuilder during(Duration time) {
        this.duringNs = atLeast(1, "during in nanoseconds", time.toNanos());
        this.times = Integer.MAX_VALUE;
        return say("during", time);
    }

    /** Strikes each matching request with this chance, 0 to 1, drawn from the cluster's seed. */
    public final FaultBuilder probability(double chance) {
        if (!(chance >= 0 && chance <= 1)) {
            throw new IllegalArgumentException("probability=" + chance + " is not in 0..1");
        }
        this.probability = chance;
        return say("probability", chance);
    }

    /** Strikes as soon as the request was read, before rules that strike {@link #beforeApply}. */
    public final FaultBuilder onReceived() {
        return stage(Stage.RECEIVED);
    }

    /** Strikes when the request is about to have its effect: the default. */
    public final FaultBuilder beforeApply() {
        return stage(Stage.BEFORE_APPLY);
    }

    /** Strikes when the request has had its effect: the answer lies, comes late or is lost. */
    public final FaultBuilder afterApply() {
        return stage(Stage.AFTER_APPLY);
    }

    /** Strikes when the answer is about to leave, after rules that strike {@link #afterApply}. */
    public final FaultBuilder onReplying() {
        return stage(Stage.REPLYING);
    }

    /** Returns the builder itself, once this part has been said. */
    abstract FaultBuilder self();

    /** Tells whether the rule strikes before the effect. */
    final boolean isBeforeEffect() {
        return stage.isBeforeEffect();
    }

    /** Tells whether the rule asks for topics or partitions. */
    final boolean namesTopics() {
        return topic != null || partition != null;
    }

    /** Refuses rules about other requests than those of Produce. */
    final void demandProduce(String verb) {
        if (api != ApiKey.PRODUCE) {
            throw new IllegalArgumentException(verb + " does not go with " + (api == null ? "any request" : api)
                    + ": it changes the answer to a Produce request; make the rule about " + ApiKey.PRODUCE);
        }
    }

    /** Returns how messages call the stage. */
    final String stageWords() {
        return "stage=" + stage;
    }

    /** Puts the rule in force. */
    final FaultHandle install(FaultAction action, String said) {
        FaultMatch match = new FaultMatch(api, brokerId, clientId, version, topic, partition, condition);
        FaultTrigger trigger = new FaultTrigger(new FaultTrigger.Terms(skips, times, probability, duringNs));
        FaultRule rule = new FaultRule(match, trigger, stage, action, words + " " + said);
        synchronized (core.lock()) {
            core.faults().add(rule);
        }
        return new InstalledFault(core, rule);
    }

    static long atLeast(long minimum, String name, long value) {
        if (value < minimum) {
            throw new IllegalArgumentException(name + "=" + value + " is not " + minimum + " or more");
        }
        return value;
    }

    private FaultBuilder topic(Predicate<String> isMeant) {
        this.topic = topic == null ? isMeant : topic.and(isMeant);
        return self();
    }

    private FaultBuilder stage(Stage stage) {
        this.stage = stage;
        return say("stage", stage);
    }

    private FaultBuilder say(String name, Object value) {
        words.append(' ').append(name).append('=').append(value);
        return self();
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
