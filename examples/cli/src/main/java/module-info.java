/** The command line behind {@code ./kurier}. */
module dev.kurier.cli {
    requires jdk.httpserver;
    requires dev.kurier.producer;
    requires dev.kurier.brokerstub;
    requires dev.kurier.testkit;
    requires com.google.common;
    requires info.picocli;
    requires tools.jackson.databind;
    requires static org.jspecify;

    opens dev.kurier.cli to
            info.picocli;
    opens dev.kurier.cli.cluster to
            info.picocli;
    opens dev.kurier.cli.demo to
            info.picocli;
    opens dev.kurier.cli.plugins to
            info.picocli;
    opens dev.kurier.cli.produce to
            info.picocli;
    opens dev.kurier.cli.stub to
            info.picocli;
}
