package dev.kurier.sender.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.Test;

/** Shows that nothing that an appender throws reaches who logs. */
class ContainedLogTest {
    private final Logger target = new LoggerContext().getLogger("a");
    private final org.slf4j.Logger contained = ContainedLog.around(target);

    @Test
    void containsWhatAnAppenderThrows() {
        UnsynchronizedAppenderBase<ILoggingEvent> broken = new UnsynchronizedAppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                throw new OutOfMemoryError("injected");
            }
        };
        broken.start();
        target.addAppender(broken);

        assertThatCode(() -> contained.error("a", new IllegalStateException())).doesNotThrowAnyException();
        assertThatCode(() -> contained.warn("{} {} {}", 1, 2, 3)).doesNotThrowAnyException();
    }

    @Test
    void passesOnWhatIsLogged() {
        ListAppender<ILoggingEvent> seen = new ListAppender<>();
        seen.start();
        target.addAppender(seen);
        target.setLevel(Level.INFO);

        contained.info("{} of {}", 1, 2);
        contained.debug("not this");

        assertThat(seen.list).extracting(ILoggingEvent::getFormattedMessage).containsExactly("1 of 2");
        assertThat(contained.isInfoEnabled()).isTrue();
        assertThat(contained.isDebugEnabled()).isFalse();
        assertThat(contained.getName()).isEqualTo("a");
        assertThat(contained.toString()).isEqualTo(target.toString());
    }
}
