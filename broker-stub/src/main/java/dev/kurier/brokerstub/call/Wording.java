package dev.kurier.brokerstub.call;

/** Holds what brokers say to clients about errors, where many APIs say the same. */
public final class Wording {
    /** Goes with INVALID_REQUEST where a broker has nothing better to say. */
    public static final String MALFORMED =
            "This most likely occurs because of a request being malformed by the client library or the message was sent"
                    + " to an incompatible broker. See the broker logs for more details.";

    private Wording() {}
}
