/** What every plugin must keep to: JUnit classes to inherit from, and the checks behind them. */
module dev.kurier.testkit {
    requires transitive dev.kurier.api;
    requires static org.jspecify;
    requires static org.junit.jupiter.api;

    exports dev.kurier.testkit;
    exports dev.kurier.testkit.check;
}
