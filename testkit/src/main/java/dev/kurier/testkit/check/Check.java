package dev.kurier.testkit.check;

/**
 * Is one demand on a plugin that can be tried.
 *
 * @param says the demand, in words
 * @param body tries it
 */
public record Check(String says, Body body) {
    /** Tries a demand. */
    @FunctionalInterface
    public interface Body {
        /**
         * Runs the plugin and looks at what it does.
         *
         * @throws ContractViolation if it does not keep to the contract
         * @throws NotCheckedException if that can't be told
         * @throws Exception what the plugin throws, which is a violation, too
         */
        void run() throws Exception;
    }

    /** Tries the demand; throws as {@link Body#run}. */
    public void run() throws Exception {
        body.run();
    }
}
