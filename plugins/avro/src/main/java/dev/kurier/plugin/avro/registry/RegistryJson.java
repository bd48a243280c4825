package dev.kurier.plugin.avro.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads and writes the registry's JSON; the one class that knows the library. */
final class RegistryJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_MESSAGE = 600;

    private RegistryJson() {}

    /** What stands in an answer that refuses. */
    record Refusal(int errorCode, String message) {}

    /** The body of a request about a schema. */
    static String schemaBody(String schema) {
        try {
            return JSON.writeValueAsString(JSON.createObjectNode().put("schema", schema));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Reads an answer that holds an id.
     *
     * @param sent the schema that was sent, for answers that don't repeat it; null if the answer has to hold it
     * @return null if the answer is not of this form
     */
    static @Nullable RegisteredSchema schema(byte[] body, @Nullable String sent) {
        try {
            JsonNode node = JSON.readTree(body);
            JsonNode text = node.path("schema");
            String schema = text.isTextual() ? text.asText() : sent;
            JsonNode id = node.path("id");
            // Other kinds of schemas carry a type; Avro's is left out.
            boolean isAvro = node.path("schemaType").asText("AVRO").equals("AVRO");
            return schema != null && isAvro && id.canConvertToInt() && id.isIntegralNumber()
                    ? new RegisteredSchema(id.asInt(), schema)
                    : null;
        } catch (IOException e) {
            return null;
        }
    }

    /** Reads an answer that refuses; proxies answer in HTML, so that nothing of it may be there. */
    static Refusal refusal(byte[] body) {
        try {
            JsonNode node = JSON.readTree(body);
            return new Refusal(
                    node.path("error_code").asInt(RegistryException.NONE),
                    printable(node.path("message").asText("")));
        } catch (IOException e) {
            return new Refusal(RegistryException.NONE, "");
        }
    }

    private static String printable(String text) {
        String plain = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return plain.length() <= LONGEST_MESSAGE ? plain : plain.substring(0, LONGEST_MESSAGE) + "…";
    }
}
