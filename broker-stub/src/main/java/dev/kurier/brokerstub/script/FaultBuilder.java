package dev.kurier.brokerstub.script;

import dev.kurier.brokerstub.fault.FaultAction;
import dev.kurier.brokerstub.fault.FaultMatch;
import dev.kurier.brokerstub.fault.FaultRule;
import dev.kurier.brokerstub.fault.Stage;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes one rule of the fault script: which requests, how many of them, at which stage, and last what goes wrong.
 *
 * <p>What is not said matches all. The last word (fail, omit, delay, …) puts the rule in force; rules are tried in the
 * order they were made, and for each part of an answer (result, timing, connection, throttling) the first that matches
 * decides. Not thread-safe; the handle it ends in is.
 */
public final class FaultBuilder {
    private final Function<FaultRule, FaultHandle> install;
    private final @Nullable ApiKey api;
    private @Nullable Integer brokerId;
    private @Nullable String clientId;
    private @Nullable String topic;
    private @Nullable Integer partition;
    private int skips;
    private int times;
    private Stage stage = Stage.BEFORE_APPLY;

    FaultBuilder(@Nullable ApiKey api, int times, Function<FaultRule, FaultHandle> install) {
        this.api = api;
        this.times = times;
        this.install = install;
    }

    /** Matches requests to this broker. */
    public FaultBuilder broker(int id) {
        this.brokerId = id;
        return this;
    }

    /** Matches requests of clients that call themselves so. */
    public FaultBuilder clientId(String id) {
        this.clientId = id;
        return this;
    }

    /** Matches requests about this topic; errors are answered for it alone. */
    public FaultBuilder topic(String name) {
        this.topic = name;
        return this;
    }

    /** Matches requests about partitions of this index; errors are answered for them alone. */
    public FaultBuilder partition(int index) {
        this.partition = index;
        return this;
    }

    /** Lets that many matching requests through first. */
    public FaultBuilder skip(int requests) {
        this.skips = atLeast(0, "skip", requests);
        return this;
    }

    /** Strikes that many matching requests. */
    public FaultBuilder times(int requests) {
        this.times = atLeast(1, "times", requests);
        return this;
    }

    /** Strikes when the request has had its effect: the answer lies, comes late or is lost. */
    public FaultBuilder afterApply() {
        this.stage = Stage.AFTER_APPLY;
        return this;
    }

    /** Answers with this error; unless {@link #afterApply} was said nothing is done about the request. */
    public FaultHandle fail(ErrorCode error) {
        return install(new FaultAction.Fail(error));
    }

    /** Leaves the matched partitions or topics out of the answer. */
    public FaultHandle omit() {
        return install(new FaultAction.Omit());
    }

    /** Holds the request (or, after its effect, the answer); what follows on the connection waits behind it. */
    public FaultHandle delay(Duration delay) {
        return install(new FaultAction.Delay(delay.toNanos()));
    }

    /** Holds the request, or the answer, for ever: the connection stays open and mute. */
    public FaultHandle neverAnswer() {
        return install(new FaultAction.Delay(FaultAction.Delay.FOREVER));
    }

    /** Hangs up, before the request has an effect or after it but before the answer. */
    public FaultHandle disconnect() {
        return install(new FaultAction.Disconnect());
    }

    /** Answers with this throttle time and reads nothing more from the connection until it is over (KIP-219). */
    public FaultHandle throttle(Duration time) {
        return install(new FaultAction.Throttle(Math.toIntExact(time.toMillis())));
    }

    private FaultHandle install(FaultAction action) {
        FaultMatch match = new FaultMatch(api, brokerId, clientId, topic, partition);
        return install.apply(new FaultRule(match, stage, action, skips, times));
    }

    private static int atLeast(int minimum, String name, int value) {
        if (value < minimum) {
            throw new IllegalArgumentException(name + "=" + value + " is not " + minimum + " or more");
        }
        return value;
    }
}
