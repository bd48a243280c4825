package dev.kurier.cli.stub.scenario;

import dev.kurier.brokerstub.StubBroker;
import dev.kurier.cli.stub.json.JsonFields;
import dev.kurier.cli.stub.json.ScenarioException;
import dev.kurier.protocol.ApiKey;
import java.util.function.Consumer;

/** Reads which versions of an API a broker is to know: {@code api}, {@code min}, {@code max}. */
public final class VersionWords {
    private VersionWords() {}

    /**
     * Reads the fields, to the last.
     *
     * @throws ScenarioException if a word is not known or missing
     */
    public static Consumer<StubBroker> read(JsonFields said) {
        ApiKey api = said.requiredWord("api", ApiKey.class);
        int oldest = said.requiredNumber("min", 0);
        int newest = said.requiredNumber("max", oldest);
        said.done();
        return broker -> broker.versions(api, oldest, newest);
    }
}
