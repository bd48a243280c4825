package dev.kurier.cli.stub.scenario;

import dev.kurier.brokerstub.script.CutRequest;
import dev.kurier.brokerstub.script.DelayDistribution;
import dev.kurier.brokerstub.script.FaultBuilder;
import dev.kurier.brokerstub.script.FaultHandle;
import dev.kurier.brokerstub.script.ProduceAnswer;
import dev.kurier.brokerstub.script.TruncatedReply;
import dev.kurier.cli.stub.json.JsonFields;
import dev.kurier.protocol.ErrorCode;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/** Reads what goes wrong: the one field of a rule that names an action. */
final class ActionWords {
    private static final Map<String, Function<JsonFields, Function<FaultBuilder, FaultHandle>>> TABLE = table();

    private ActionWords() {}

    private enum Then {
        CLOSE,
        RESET,
        STALL
    }

    private enum ThenOfRequest {
        CLOSE,
        RESET,
        STALL,
        HOLD
    }

    /** Returns the last step of a rule; refuses none, or two. */
    static Function<FaultBuilder, FaultHandle> read(JsonFields rule) {
        List<String> said = TABLE.keySet().stream().filter(rule::has).toList();
        if (said.isEmpty()) {
            rule.done(); // names a word that is not known, and the one it may have been
        }
        if (said.size() != 1) {
            String problem =
                    said.isEmpty() ? " does not say what goes wrong" : " says two things that go wrong; make two rules";
            throw rule.refusal(problem + ". One of: " + String.join(", ", words()));
        }
        return Objects.requireNonNull(TABLE.get(said.get(0)), "action").apply(rule);
    }

    /** Returns every word that names what goes wrong. */
    static Set<String> words() {
        return TABLE.keySet();
    }

    private static Map<String, Function<JsonFields, Function<FaultBuilder, FaultHandle>>> table() {
        Map<String, Function<JsonFields, Function<FaultBuilder, FaultHandle>>> table = new LinkedHashMap<>();
        table.put("fail", rule -> {
            ErrorCode error = rule.requiredWord("fail", ErrorCode.class);
            return fault -> fault.fail(error);
        });
        table.put("sequence", rule -> {
            ErrorCode[] errors = rule.texts("sequence").stream()
                    .map(text -> text.equals("ok") ? ErrorCode.NONE : rule.word("sequence", text, ErrorCode.class))
                    .toArray(ErrorCode[]::new);
            return fault -> fault.sequence(errors);
        });
        flag(table, "omit", FaultBuilder::omit);
        flag(table, "dup", FaultBuilder::dup);
        table.put("extra", rule -> {
            JsonFields extra = rule.requiredObject("extra");
            String topic = extra.requiredText("topic");
            int partition = extra.requiredNumber("partition", Integer.MIN_VALUE);
            extra.done();
            return fault -> fault.extra(topic, partition);
        });
        table.put("answer", rule -> {
            ProduceAnswer fields = AnswerWords.read(rule.requiredObject("answer"));
            return fault -> fault.answer(fields);
        });
        flag(table, "observe", FaultBuilder::observe);
        flag(table, "hold", fault -> new HeldRule(fault.hold()));
        delay(table, "delayMs", FaultBuilder::delay);
        flag(table, "neverAnswer", FaultBuilder::neverAnswer);
        flag(table, "blackhole", FaultBuilder::blackhole);
        flag(table, "disconnect", FaultBuilder::disconnect);
        flag(table, "reset", FaultBuilder::reset);
        millis(table, "applyLateMs", FaultBuilder::applyLate);
        millis(table, "applyLateOutOfOrderMs", FaultBuilder::applyLateOutOfOrder);
        millis(table, "throttleMs", FaultBuilder::throttle);
        delay(table, "latencyMs", FaultBuilder::latency);
        flag(table, "swapReply", FaultBuilder::swapReply);
        flag(table, "stallReply", FaultBuilder::stallReply);
        flag(table, "wrongCorrelationId", FaultBuilder::wrongCorrelationId);
        table.put("cutRequestAt", ActionWords::cutRequest);
        table.put("truncateReplyAt", ActionWords::truncate);
        table.put("corruptReplyAt", ActionWords::corrupt);
        table.put("replyBase64", ActionWords::replace);
        table.put("trickleBytes", rule -> {
            int bytes = rule.requiredNumber("trickleBytes", 1);
            Duration every = Duration.ofMillis(rule.requiredNumber("everyMs", 1));
            return fault -> fault.trickle(bytes, every);
        });
        return table;
    }

    private static Function<FaultBuilder, FaultHandle> truncate(JsonFields rule) {
        int bytes = rule.requiredNumber("truncateReplyAt", 0);
        Then then = rule.word("then", Then.class);
        return fault -> {
            TruncatedReply cut = fault.truncateReplyAt(bytes);
            return then == Then.RESET ? cut.thenReset() : then == Then.STALL ? cut.thenStall() : cut.thenClose();
        };
    }

    private static Function<FaultBuilder, FaultHandle> cutRequest(JsonFields rule) {
        int bytes = rule.requiredNumber("cutRequestAt", 0);
        ThenOfRequest then = rule.word("then", ThenOfRequest.class);
        return fault -> {
            CutRequest cut = fault.cutRequestAt(bytes);
            return switch (then == null ? ThenOfRequest.CLOSE : then) {
                case CLOSE -> cut.thenClose();
                case RESET -> cut.thenReset();
                case STALL -> cut.thenStall();
                case HOLD -> new HeldRule(cut.thenHold());
            };
        };
    }

    /** Sends these bytes as the whole answer, size and all. */
    private static Function<FaultBuilder, FaultHandle> replace(JsonFields rule) {
        String text = rule.requiredText("replyBase64");
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            return fault -> fault.corruptReply(truth -> bytes.clone());
        } catch (IllegalArgumentException e) {
            throw rule.refusal("replyBase64", "=" + text + " is not Base64: " + e.getMessage());
        }
    }

    /** Turns all bits of one byte, counted from the answer's four size bytes on; a byte behind the end leaves it whole. */
    private static Function<FaultBuilder, FaultHandle> corrupt(JsonFields rule) {
        int at = rule.requiredNumber("corruptReplyAt", 0);
        return fault -> fault.corruptReply(bytes -> {
            if (at < bytes.length) {
                bytes[at] = (byte) ~bytes[at];
            }
            return bytes;
        });
    }

    private static void flag(
            Map<String, Function<JsonFields, Function<FaultBuilder, FaultHandle>>> table,
            String name,
            Function<FaultBuilder, FaultHandle> action) {
        table.put(name, rule -> {
            rule.flag(name);
            return action;
        });
    }

    private interface Delayed {
        FaultHandle install(FaultBuilder fault, DelayDistribution delay);
    }

    private static void delay(
            Map<String, Function<JsonFields, Function<FaultBuilder, FaultHandle>>> table, String name, Delayed action) {
        table.put(name, rule -> {
            DelayDistribution delay = DelayWords.read(rule, name);
            return fault -> action.install(fault, delay);
        });
    }

    private interface Timed {
        FaultHandle install(FaultBuilder fault, Duration time);
    }

    private static void millis(
            Map<String, Function<JsonFields, Function<FaultBuilder, FaultHandle>>> table, String name, Timed action) {
        table.put(name, rule -> {
            Duration time = Duration.ofMillis(rule.requiredNumber(name, 1));
            return fault -> action.install(fault, time);
        });
    }
}
