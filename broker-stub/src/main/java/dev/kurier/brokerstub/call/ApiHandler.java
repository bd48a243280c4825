package dev.kurier.brokerstub.call;

/** Reads the requests of one API. */
public interface ApiHandler {
    /**
     * Reads a request's body, without doing anything about it.
     *
     * @throws dev.kurier.protocol.ProtocolException if the bytes are not such a request: the broker hangs up
     */
    Call read(ApiRequest request);
}
