package dev.kurier.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Stands before the body of every request.
 *
 * <p>The header's own version follows from the API and its version. The client id keeps its old two-byte length in
 * every version, so that a broker can read the header of a version it does not know.
 *
 * @param apiKey the API's number, see {@link ApiKey#forId}
 * @param apiVersion the version of the body
 * @param correlationId comes back in the response
 * @param clientId the client's name for itself, null if it has none
 */
public record RequestHeader(
        short apiKey,
        short apiVersion,
        int correlationId,
        @Nullable String clientId) {

    /** Reads a header. One of an unknown API is read without tagged fields, since nobody knows if it has any. */
    public static RequestHeader read(WireReader in) {
        short apiKey = in.int16();
        short apiVersion = in.int16();
        int correlationId = in.int32();
        String clientId = in.flexible(false).nullableString();
        in.flexible(isFlexible(apiKey, apiVersion)).skipTaggedFields();
        return new RequestHeader(apiKey, apiVersion, correlationId, clientId);
    }

    /** Writes this header in the version that goes with its API. */
    public void write(WireWriter out) {
        out.int16(apiKey);
        out.int16(apiVersion);
        out.int32(correlationId);
        out.flexible(false).nullableString(clientId);
        out.flexible(isFlexible(apiKey, apiVersion)).noTaggedFields();
    }

    private static boolean isFlexible(short apiKey, short apiVersion) {
        ApiKey api = ApiKey.forId(apiKey);
        return api != null && api.requestHeaderVersion(apiVersion) >= 2;
    }
}
