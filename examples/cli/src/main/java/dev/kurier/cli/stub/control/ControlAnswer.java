package dev.kurier.cli.stub.control;

import java.util.Map;

/**
 * Is what the control port answers.
 *
 * @param status of HTTP
 * @param json what the body is made of: maps, lists, texts, numbers
 */
record ControlAnswer(int status, Object json) {
    static ControlAnswer ok(Object json) {
        return new ControlAnswer(200, json);
    }

    static ControlAnswer done() {
        return ok(Map.of("done", true));
    }

    static ControlAnswer created(Object json) {
        return new ControlAnswer(201, json);
    }

    /** Answers that something was wrong, and what. */
    static ControlAnswer failed(int status, String message) {
        return new ControlAnswer(status, Map.of("error", message));
    }
}
