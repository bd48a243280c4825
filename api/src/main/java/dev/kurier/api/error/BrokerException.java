package dev.kurier.api.error;

import dev.kurier.api.Outcome;

/**
 * Carries an error that a broker answered with and that ended the delivery.
 *
 * <p>What to do: see the broker's code; the message names the partition, the broker and its words.
 */
public final class BrokerException extends ProducerException {
    private static final long serialVersionUID = 1L;

    private final int brokerErrorCode;
    private final String brokerErrorName;

    /** Makes an error of the broker's code and name, for example 87 and {@code INVALID_RECORD}. */
    public BrokerException(
            int brokerErrorCode, String brokerErrorName, Outcome outcome, boolean retriable, String message) {
        super("broker-refused", outcome, retriable, message, null);
        this.brokerErrorCode = brokerErrorCode;
        this.brokerErrorName = brokerErrorName;
    }

    /** The code of Kafka's protocol. */
    public int brokerErrorCode() {
        return brokerErrorCode;
    }

    /** The name of the code in Kafka's protocol. */
    public String brokerErrorName() {
        return brokerErrorName;
    }
}
