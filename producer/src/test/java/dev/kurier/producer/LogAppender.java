package dev.kurier.producer;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/** Runs code in the log calls of one logger, on the thread that logs, as a user's appender would. */
final class LogAppender extends UnsynchronizedAppenderBase<ILoggingEvent> implements AutoCloseable {
    private final Logger logger;
    private final Level levelBefore;
    private final Consumer<ILoggingEvent> code;

    private LogAppender(Logger logger, Consumer<ILoggingEvent> code) {
        this.logger = logger;
        this.levelBefore = logger.getLevel();
        this.code = code;
    }

    static LogAppender of(String logger, Consumer<ILoggingEvent> code) {
        LogAppender appender = new LogAppender((Logger) LoggerFactory.getLogger(logger), code);
        appender.start();
        appender.logger.setLevel(Level.DEBUG);
        appender.logger.addAppender(appender);
        return appender;
    }

    @Override
    protected void append(ILoggingEvent event) {
        code.accept(event);
    }

    @Override
    public void close() {
        logger.detachAppender(this);
        logger.setLevel(levelBefore);
    }
}
