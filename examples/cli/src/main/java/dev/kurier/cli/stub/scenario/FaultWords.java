package dev.kurier.cli.stub.scenario;

import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.script.FaultBuilder;
import dev.kurier.brokerstub.script.FaultHandle;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads one rule of the fault script from JSON: which requests, how many, at which stage, what goes wrong. */
public final class FaultWords {
    private static final String ACTIONS = "fail, omit, delayMs, neverAnswer, disconnect, throttleMs";

    private FaultWords() {}

    private enum When {
        BEFORE_APPLY,
        AFTER_APPLY
    }

    /**
     * Puts the rule in force.
     *
     * @throws ScenarioException if a word is not known or missing; nothing is in force then
     */
    public static FaultHandle install(JsonFields rule, StubCluster cluster) {
        FaultBuilder fault = trigger(rule, cluster);
        match(rule, fault);
        Function<FaultBuilder, FaultHandle> action = action(rule);
        rule.done();
        return action.apply(fault);
    }

    private static FaultBuilder trigger(JsonFields rule, StubCluster cluster) {
        ApiKey api = rule.word("api", ApiKey.class);
        FaultBuilder fault = api == null ? cluster.everyRequest() : cluster.every(api);
        if (rule.has("skip")) {
            fault.skip(rule.requiredNumber("skip", 0));
        }
        if (rule.has("times")) {
            fault.times(rule.requiredNumber("times", 1));
        }
        return fault;
    }

    private static void match(JsonFields rule, FaultBuilder fault) {
        if (rule.has("broker")) {
            fault.broker(rule.requiredNumber("broker", 1));
        }
        if (rule.has("clientId")) {
            fault.clientId(rule.requiredText("clientId"));
        }
        if (rule.has("topic")) {
            fault.topic(rule.requiredText("topic"));
        }
        if (rule.has("partition")) {
            fault.partition(rule.requiredNumber("partition", 0));
        }
        if (rule.word("stage", When.class) == When.AFTER_APPLY) {
            fault.afterApply();
        }
    }

    private static Function<FaultBuilder, FaultHandle> action(JsonFields rule) {
        Function<FaultBuilder, FaultHandle> action = null;
        ErrorCode error = rule.word("fail", ErrorCode.class);
        if (error != null) {
            action = only(rule, action, fault -> fault.fail(error));
        }
        if (rule.flag("omit")) {
            action = only(rule, action, FaultBuilder::omit);
        }
        if (rule.has("delayMs")) {
            Duration delay = Duration.ofMillis(rule.requiredNumber("delayMs", 1));
            action = only(rule, action, fault -> fault.delay(delay));
        }
        if (rule.flag("neverAnswer")) {
            action = only(rule, action, FaultBuilder::neverAnswer);
        }
        if (rule.flag("disconnect")) {
            action = only(rule, action, FaultBuilder::disconnect);
        }
        if (rule.has("throttleMs")) {
            Duration time = Duration.ofMillis(rule.requiredNumber("throttleMs", 1));
            action = only(rule, action, fault -> fault.throttle(time));
        }
        if (action == null) {
            throw new ScenarioException(rule.path() + " does not say what goes wrong; one of: " + ACTIONS);
        }
        return action;
    }

    private static Function<FaultBuilder, FaultHandle> only(
            JsonFields rule,
            @Nullable Function<FaultBuilder, FaultHandle> before,
            Function<FaultBuilder, FaultHandle> action) {
        if (before != null) {
            throw new ScenarioException(
                    rule.path() + " says two things that go wrong; make two rules. One of: " + ACTIONS);
        }
        return action;
    }
}
