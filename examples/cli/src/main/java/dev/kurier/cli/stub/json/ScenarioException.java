package dev.kurier.cli.stub.json;

/** Says what is wrong with a scenario, where, and what is allowed. */
public final class ScenarioException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    ScenarioException(String message) {
        super(message);
    }
}
