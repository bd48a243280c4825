package dev.kurier.protocol;

/**
 * Stands before the body of every response.
 *
 * @param correlationId that of the request
 */
public record ResponseHeader(int correlationId) {

    /** Reads the header of the answer to a request of an API and version. */
    public static ResponseHeader read(WireReader in, ApiKey api, short apiVersion) {
        int correlationId = in.int32();
        in.flexible(api.responseHeaderVersion(apiVersion) >= 1).skipTaggedFields();
        return new ResponseHeader(correlationId);
    }

    /** Writes the header of the answer to a request of an API and version. */
    public void write(WireWriter out, ApiKey api, short apiVersion) {
        out.int32(correlationId);
        out.flexible(api.responseHeaderVersion(apiVersion) >= 1).noTaggedFields();
    }
}
