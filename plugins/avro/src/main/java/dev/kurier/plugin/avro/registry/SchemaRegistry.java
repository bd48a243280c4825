package dev.kurier.plugin.avro.registry;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Registers and finds schemas.
 *
 * <p>Each call is one request, nothing is cached; it blocks at most for the total time-out. May be used from any thread.
 */
public final class SchemaRegistry implements AutoCloseable {
    private final RegistryTransport transport;

    /** Makes a client; it opens no connection before it is asked for something. */
    public SchemaRegistry(RegistrySettings settings, RegistryTime time) {
        transport = new RegistryTransport(settings, time);
    }

    /**
     * Registers the schema under the subject, and returns its id; the old one if it is there already.
     *
     * @param normalize whether the registry may take schemas for equal that differ in their form only
     * @throws RegistryException if it is refused or no instance answers in time
     */
    public RegisteredSchema register(String subject, String schema, boolean normalize) {
        return ask(
                "/subjects/" + encoded(subject) + "/versions" + query(normalize),
                schema,
                "registering a schema under subject=" + subject);
    }

    /**
     * Finds the id of a schema that is registered under the subject.
     *
     * @throws RegistryException if it is not, or no instance answers in time
     */
    public RegisteredSchema find(String subject, String schema, boolean normalize) {
        return ask(
                "/subjects/" + encoded(subject) + query(normalize),
                schema,
                "looking up a schema under subject=" + subject);
    }

    /**
     * Finds the subject's latest version.
     *
     * @throws RegistryException if there is none, or no instance answers in time
     */
    public RegisteredSchema latest(String subject) {
        return ask(
                "/subjects/" + encoded(subject) + "/versions/latest",
                null,
                "looking up the latest version of subject=" + subject);
    }

    /** Lets nothing more through. */
    @Override
    public void close() {
        transport.close();
    }

    private RegisteredSchema ask(String path, @Nullable String schema, String doing) {
        String body = schema == null ? null : RegistryJson.schemaBody(schema);
        RegistryTransport.Answer answer = transport.send(new RegistryRequest(path, body, doing));
        RegisteredSchema found = RegistryJson.schema(answer.body(), schema);
        if (found == null) {
            throw new RegistryException(
                    "schema registry " + answer.from() + " answered " + doing + " with " + answer.body().length
                            + " bytes that are not the JSON of an Avro schema with its id."
                            + " Check that schema.registry.url is a schema registry, and the kind of the subject.",
                    answer.status(),
                    RegistryException.NONE,
                    null);
        }
        // Registries repeat the schema in their own form; what was sent is what the records are written with.
        return schema == null ? found : new RegisteredSchema(found.id(), schema);
    }

    private static String query(boolean normalize) {
        return normalize ? "?normalize=true" : "";
    }

    private static String encoded(String subject) {
        return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
