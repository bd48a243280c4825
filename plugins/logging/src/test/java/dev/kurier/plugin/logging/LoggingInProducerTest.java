package dev.kurier.plugin.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.kurier.api.Producer;
import dev.kurier.api.ProducerRecord;
import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.StubServer;
import dev.kurier.producer.Kurier;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Chooses the plugin in a producer's settings and looks at the log. */
class LoggingInProducerTest {
    @Test
    void logsWhatWasSentAndHowItEnded() throws Exception {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger logger = (Logger) LoggerFactory.getLogger("my.records");
        logger.setLevel(Level.INFO);
        logger.addAppender(log);
        try (StubServer stub =
                StubCluster.builder().topic("orders", 1).autoCreateTopics(false).start()) {
            try (Producer<String, String> producer = Kurier.producer(stub.bootstrapServers())
                    .serializers("string", "string")
                    .set("client.id", "billing-1")
                    .set("max.block.ms", 60_000)
                    .set("interceptor.classes", "logging")
                    .set("interceptor.logging.logger", "my.records")
                    .set("interceptor.logging.level", "info")
                    .set("interceptor.logging.key", "masked")
                    .build()) {
                producer.send(ProducerRecord.of("orders", "k", "v")).get();
                producer.trySend(ProducerRecord.of("nowhere", "v"));
            }
        } finally {
            logger.detachAppender(log);
        }

        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .contains(
                        "[billing-1] sending to orders, key=*** (1 characters)",
                        "[billing-1] written orders-0@0, key 1 bytes, value 1 bytes",
                        "[billing-1] sending to nowhere, no key")
                .anySatisfy(line -> assertThat(line).startsWith("[billing-1] failed: metadata-missing, NOT_PERSISTED"));
    }
}
