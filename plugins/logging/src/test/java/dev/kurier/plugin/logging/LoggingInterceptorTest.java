package dev.kurier.plugin.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.kurier.api.ProducerRecord;
import dev.kurier.api.RecordMetadata;
import dev.kurier.api.error.BufferExhaustedException;
import dev.kurier.api.error.PluginException;
import dev.kurier.api.setting.PluginSettings;
import dev.kurier.api.spi.Interceptor;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** Shows what is logged of records, and what is not. */
class LoggingInterceptorTest {
    private static final ProducerRecord<Object, Object> RECORD = ProducerRecord.of("orders", "customer-7", "secret");
    private static final RecordMetadata WRITTEN = new RecordMetadata("orders", 0, 42, 1_000, 10, 6);

    private final Logger logger = (Logger) LoggerFactory.getLogger("kurier.records");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
        logger.setLevel(Level.TRACE);
        logger.setAdditive(false);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
    }

    @Test
    void logsARecordAndItsEndWithoutItsValue() {
        Interceptor<Object, Object> interceptor = interceptor();

        ProducerRecord<Object, Object> passedOn = interceptor.onSend(RECORD);
        interceptor.onCompletion(WRITTEN, null);

        assertThat(passedOn).isSameAs(RECORD);
        assertThat(lines())
                .containsExactly(
                        "DEBUG [billing-1] sending to orders, key=customer-7",
                        "DEBUG [billing-1] written orders-0@42, key 10 bytes, value 6 bytes");
    }

    @Test
    void logsEverythingThatARecordSaysOfItself() {
        ProducerRecord<Object, Object> tombstone = ProducerRecord.<Object, Object>tombstone("orders", 7)
                .withPartition(3)
                .withTimestamp(1_000)
                .withHeader("token", "secret".getBytes())
                .withHeader("b", null);

        interceptor().onSend(tombstone);
        interceptor().onSend(ProducerRecord.of("orders", "secret"));

        assertThat(lines())
                .containsExactly(
                        "DEBUG [billing-1] sending to orders-3, key=7, tombstone, timestamp=1000, headers [token, b]",
                        "DEBUG [billing-1] sending to orders, no key");
    }

    @Test
    void logsFailuresAtALevelOfTheirOwn() {
        Interceptor<Object, Object> interceptor = interceptor("level", "trace", "failure.level", "error");
        BufferExhaustedException error = new BufferExhaustedException("buffer.memory is used up");

        interceptor.onSend(RECORD);
        interceptor.onCompletion(null, error);

        assertThat(lines())
                .containsExactly(
                        "TRACE [billing-1] sending to orders, key=customer-7",
                        "ERROR [billing-1] failed: " + error.code() + ", NOT_PERSISTED: buffer.memory is used up");
    }

    @Test
    void logsEveryNthRecordAndEndButEachFailure() {
        Interceptor<Object, Object> interceptor = interceptor("every", "3");
        for (int i = 0; i < 7; i++) {
            interceptor.onSend(ProducerRecord.of("orders", i, "v"));
            interceptor.onCompletion(new RecordMetadata("orders", 0, i, 0, 4, 1), null);
            interceptor.onCompletion(null, new BufferExhaustedException("full"));
        }

        assertThat(lines())
                .filteredOn(line -> line.contains("sending"))
                .satisfies(sent -> assertThat(sent)
                        .extracting(line -> line.replaceAll(".*key=", ""))
                        .containsExactly("0", "3", "6"));
        assertThat(lines()).filteredOn(line -> line.contains("written")).hasSize(3);
        assertThat(lines()).filteredOn(line -> line.contains("failed")).hasSize(7);
    }

    @ParameterizedTest
    @CsvSource({"shown, key=customer-7", "masked, key=*** (10 characters)", "hidden, with a key"})
    void showsOfAKeyWhatIsAskedFor(String view, String expected) {
        interceptor("key", view).onSend(RECORD);

        assertThat(lines()).containsExactly("DEBUG [billing-1] sending to orders, " + expected);
    }

    @Test
    void showsAValueOnlyIfAskedToAndCut() {
        Interceptor<Object, Object> interceptor = interceptor("value", "true", "max.length", "4", "key", "hidden");

        interceptor.onSend(RECORD);
        interceptor.onSend(ProducerRecord.of("orders", new byte[] {1, 2, (byte) 0xFF}));
        interceptor.onSend(ProducerRecord.of("orders", ByteBuffer.wrap(new byte[] {(byte) 0xAB})));
        interceptor.onSend(ProducerRecord.of("orders", "abc\uD83D\uDE00"));
        interceptor.onSend(ProducerRecord.of("orders", "four"));

        assertThat(lines())
                .extracting(line -> line.replaceAll(".*value=", ""))
                .containsExactly("secr…(6 characters)", "0x01…(3 bytes)", "0xab", "abc…(5 characters)", "four");
    }

    @Test
    void letsNoValueForgeALineOfTheLog() {
        interceptor("value", "true").onSend(ProducerRecord.of("orders", "k\r\nx", "a\nERROR b\u2028c {}"));

        assertThat(lines()).containsExactly("DEBUG [billing-1] sending to orders, key=k??x, value=a?ERROR b?c {}");
    }

    @Test
    void looksAtNothingOfARecordWhenNobodyListens() {
        logger.setLevel(Level.WARN);
        Object untouchable = new Object() {
            @Override
            public String toString() {
                throw new AssertionError("asked for its text");
            }
        };

        interceptor("value", "true").onSend(ProducerRecord.of("orders", untouchable, untouchable));

        assertThat(lines()).isEmpty();
    }

    @Test
    void logsToTheLoggerThatIsNamed() {
        Logger other = (Logger) LoggerFactory.getLogger("audit");
        other.addAppender(log);
        other.setAdditive(false);

        interceptor("logger", "audit", "level", "info").onSend(RECORD);

        assertThat(log.list)
                .singleElement()
                .extracting(ILoggingEvent::getLoggerName)
                .isEqualTo("audit");
    }

    @Test
    void refusesALevelThatThereIsNot() {
        assertThatThrownBy(() -> interceptor("level", "fine"))
                .isInstanceOf(PluginException.class)
                .hasMessage("its setting level=fine must be one of error, warn, info, debug, trace");
    }

    private List<String> lines() {
        return log.list.stream()
                .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                .toList();
    }

    private static Interceptor<Object, Object> interceptor(String... namesAndValues) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            given.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        LoggingProvider provider = new LoggingProvider();
        return provider.create(PluginSettings.of("billing-1", provider.settings(), given));
    }
}
