package dev.kurier.cli.stub.scenario;

import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.script.FaultBuilder;
import dev.kurier.brokerstub.script.FaultHandle;
import dev.kurier.cli.stub.json.JsonFields;
import dev.kurier.cli.stub.json.ScenarioException;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.Uuid;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Base64;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads one rule of the fault script from JSON: which requests, how many, at which stage, what goes wrong. */
public final class FaultWords {
    private FaultWords() {}

    private enum When {
        RECEIVED,
        BEFORE_APPLY,
        AFTER_APPLY,
        REPLYING
    }

    /**
     * Puts the rule in force.
     *
     * @throws ScenarioException if a word is not known or missing; nothing is in force then
     */
    public static FaultHandle install(JsonFields rule, StubCluster cluster) {
        return read(rule, cluster).get();
    }

    /** Reads the rule; each call of what it returns puts one like it in force. */
    static Supplier<FaultHandle> read(JsonFields rule, StubCluster cluster) {
        FaultBuilder fault = trigger(rule, cluster);
        match(rule, fault);
        Function<FaultBuilder, FaultHandle> action = ActionWords.read(rule);
        rule.done();
        return () -> {
            try {
                return action.apply(fault);
            } catch (IllegalArgumentException e) {
                throw rule.refusal(": " + e.getMessage());
            }
        };
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
        if (rule.has("onCall")) {
            fault.onCall(rule.requiredNumber("onCall", 1));
        }
        if (rule.has("duringMs")) {
            fault.during(Duration.ofMillis(rule.requiredNumber("duringMs", 1)));
        }
        Double probability = rule.fraction("probability");
        if (probability != null) {
            if (!(probability >= 0 && probability <= 1)) {
                throw rule.refusal("probability", "=" + probability + " is not allowed: 0 to 1");
            }
            fault.probability(probability);
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
        if (rule.has("version")) {
            fault.version(rule.requiredNumber("version", 0));
        }
        if (rule.has("topicId")) {
            fault.topicId(topicId(rule));
        }
        stage(rule.word("stage", When.class), fault);
    }

    private static void stage(@Nullable When stage, FaultBuilder fault) {
        if (stage == null) {
            return;
        }
        switch (stage) {
            case RECEIVED -> fault.onReceived();
            case BEFORE_APPLY -> fault.beforeApply();
            case AFTER_APPLY -> fault.afterApply();
            case REPLYING -> fault.onReplying();
        }
    }

    private static Uuid topicId(JsonFields rule) {
        String text = rule.requiredText("topicId");
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            if (bytes.remaining() == 2 * Long.BYTES) {
                return new Uuid(bytes.getLong(), bytes.getLong());
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw rule.refusal(
                "topicId", "=" + text + " is not a topic id; 22 letters of URL-safe Base64, as Kafka prints it");
    }
}
