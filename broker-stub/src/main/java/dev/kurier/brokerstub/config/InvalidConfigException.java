package dev.kurier.brokerstub.config;

/** Says that a config does not exist or can't have a value, in the words that a broker has for it. */
public final class InvalidConfigException extends Exception {
    private static final long serialVersionUID = 1;

    public InvalidConfigException(String message) {
        super(message);
    }
}
