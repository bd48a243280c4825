package dev.kurier.cli.stub.scenario;

import dev.kurier.brokerstub.script.BrokerLink;
import dev.kurier.brokerstub.script.DelayDistribution;
import dev.kurier.cli.stub.json.JsonFields;
import dev.kurier.cli.stub.json.ScenarioException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Reads what the way to a broker is to be like: {@code roundTripMs}, {@code bytesPerSecond}, {@code sliceBytes}. */
public final class LinkWords {
    private LinkWords() {}

    /**
     * Reads the fields, to the last.
     *
     * @throws ScenarioException if a word is not known, or nothing is said
     */
    public static Consumer<BrokerLink> read(JsonFields said) {
        List<Consumer<BrokerLink>> changes = new ArrayList<>();
        if (said.has("roundTripMs")) {
            DelayDistribution roundTrip = DelayWords.read(said, "roundTripMs");
            changes.add(link -> link.roundTrip(roundTrip));
        }
        if (said.has("bytesPerSecond")) {
            long bytesPerSecond = said.requiredLong("bytesPerSecond", 1);
            changes.add(link -> link.bandwidth(bytesPerSecond));
        }
        if (said.has("sliceBytes")) {
            int bytes = said.requiredNumber("sliceBytes", 1);
            Duration every = said.requiredMillis("sliceEveryMs");
            changes.add(link -> link.slicer(bytes, every));
        }
        said.done();
        if (changes.isEmpty()) {
            throw said.refusal(" says nothing; give roundTripMs, bytesPerSecond, or sliceBytes with sliceEveryMs");
        }
        return link -> changes.forEach(change -> change.accept(link));
    }
}
