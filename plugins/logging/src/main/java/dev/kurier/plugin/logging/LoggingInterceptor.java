package dev.kurier.plugin.logging;

import dev.kurier.api.ProducerRecord;
import dev.kurier.api.RecordMetadata;
import dev.kurier.api.error.ProducerException;
import dev.kurier.api.spi.Interceptor;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/**
 * Logs each record, or one of many, and how it ended.
 *
 * <p>May be used by any number of threads. Where the logger does not listen, a record costs a look at its level.
 */
final class LoggingInterceptor implements Interceptor<Object, Object> {
    private final Logger logger;
    private final RecordText text;
    private final Levels levels;
    private final int every;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong written = new AtomicLong();

    /** Says at which level what is logged. */
    record Levels(Level success, Level failure) {}

    LoggingInterceptor(Logger logger, RecordText text, Levels levels, int every) {
        this.logger = logger;
        this.text = text;
        this.levels = levels;
        this.every = every;
    }

    @Override
    public ProducerRecord<Object, Object> onSend(ProducerRecord<Object, Object> record) {
        if (logger.isEnabledForLevel(levels.success()) && isNext(sent)) {
            logger.atLevel(levels.success()).log(text.sending(record));
        }
        return record;
    }

    @Override
    public void onCompletion(@Nullable RecordMetadata metadata, @Nullable ProducerException error) {
        if (error != null) {
            if (logger.isEnabledForLevel(levels.failure())) {
                logger.atLevel(levels.failure()).log(text.failed(metadata, error));
            }
        } else if (metadata != null && logger.isEnabledForLevel(levels.success()) && isNext(written)) {
            logger.atLevel(levels.success()).log(text.written(metadata));
        }
    }

    private boolean isNext(AtomicLong count) {
        return every == 1 || count.getAndIncrement() % every == 0;
    }
}
