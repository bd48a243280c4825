package dev.kurier.cli.stub.control;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Is what the control port answers.
 *
 * @param status of HTTP
 * @param contentType of the body
 * @param body what is sent
 */
record ControlAnswer(int status, String contentType, byte[] body) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Answers with JSON made of maps, lists, texts and numbers. */
    static ControlAnswer ok(Object json) {
        return json(200, json);
    }

    static ControlAnswer done() {
        return ok(Map.of("done", true));
    }

    static ControlAnswer created(Object json) {
        return json(201, json);
    }

    /** Answers that something was wrong, and what. */
    static ControlAnswer failed(int status, String message) {
        return json(status, Map.of("error", message));
    }

    /** Answers with a text. */
    static ControlAnswer text(String contentType, String text) {
        return new ControlAnswer(200, contentType, text.getBytes(StandardCharsets.UTF_8));
    }

    private static ControlAnswer json(int status, Object json) {
        return new ControlAnswer(status, "application/json", JSON.writeValueAsBytes(json));
    }
}
