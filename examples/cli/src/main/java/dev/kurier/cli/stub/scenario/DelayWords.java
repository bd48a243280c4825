package dev.kurier.cli.stub.scenario;

import dev.kurier.brokerstub.script.DelayDistribution;
import dev.kurier.cli.stub.json.JsonFields;
import dev.kurier.cli.stub.json.ScenarioException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * Reads a delay: milliseconds, or how they are spread, such as <code>{"exponential": {"meanMs": 20}, "maxMs": 500}</code>.
 */
final class DelayWords {
    private static final Map<String, Function<JsonFields, DelayDistribution>> TABLE = table();

    private DelayWords() {}

    /** Returns the delay in a field that has to be there. */
    static DelayDistribution read(JsonFields fields, String field) {
        if (!fields.isObject(field)) {
            return DelayDistribution.fixed(fields.requiredMillis(field));
        }
        JsonFields spread = fields.requiredObject(field);
        List<String> said = TABLE.keySet().stream().filter(spread::has).toList();
        if (said.size() != 1) {
            throw spread.refusal(" needs exactly one of " + String.join(", ", TABLE.keySet()));
        }
        String kind = said.get(0);
        JsonFields numbers = spread.requiredObject(kind);
        try {
            DelayDistribution delay =
                    Objects.requireNonNull(TABLE.get(kind), kind).apply(numbers);
            numbers.done();
            delay = spread.has("maxMs") ? delay.atMost(spread.requiredMillis("maxMs")) : delay;
            spread.done();
            return delay;
        } catch (ScenarioException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw numbers.refusal(": " + e.getMessage());
        }
    }

    private static Map<String, Function<JsonFields, DelayDistribution>> table() {
        Map<String, Function<JsonFields, DelayDistribution>> table = new LinkedHashMap<>();
        table.put(
                "uniform",
                numbers -> DelayDistribution.uniform(numbers.requiredMillis("minMs"), numbers.requiredMillis("maxMs")));
        table.put(
                "normal",
                numbers -> DelayDistribution.normal(
                        numbers.requiredMillis("meanMs"), numbers.requiredMillis("deviationMs")));
        table.put("exponential", numbers -> DelayDistribution.exponential(numbers.requiredMillis("meanMs")));
        table.put(
                "pareto",
                numbers ->
                        DelayDistribution.pareto(numbers.requiredMillis("minMs"), numbers.requiredFraction("shape")));
        table.put("percentilesMs", DelayWords::percentiles);
        return table;
    }

    private static DelayDistribution percentiles(JsonFields numbers) {
        Map<Double, Duration> byPercentile = new LinkedHashMap<>();
        for (String percentile : List.copyOf(numbers.names())) {
            try {
                byPercentile.put(Double.valueOf(percentile), numbers.requiredMillis(percentile));
            } catch (NumberFormatException e) {
                throw numbers.refusal(percentile, " is not a percentile; allowed: numbers, 0 to 100");
            }
        }
        return DelayDistribution.percentiles(byPercentile);
    }
}
