package dev.kurier.producer.send;

import dev.kurier.sender.log.ContainedLog;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;

/**
 * Contains what user code throws where no caller could take it: counts everything, logs the first of each source.
 *
 * <p>May be used from any thread.
 */
public final class ContainedErrors {
    private final Logger log;
    private final String what;
    private final LongAdder count = new LongAdder();
    /** By identity: a source's own equals is user code, too. */
    private final Set<Object> reported =
            Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

    /**
     * Starts at none.
     *
     * @param logger where the first of each source is logged
     * @param what names the user code in the log, for example {@code interceptor}
     */
    public ContainedErrors(String logger, String what) {
        this.log = ContainedLog.named(logger);
        this.what = what;
    }

    /**
     * Takes what was thrown.
     *
     * @param source tells sources apart: a plugin, or the class of the error if the user code has no identity
     */
    public void contain(Object source, Throwable thrown) {
        count.increment();
        if (reported.add(source)) {
            String name =
                    source instanceof Class<?> ? "" : " " + source.getClass().getName();
            log.warn("{}{} failed; further failures of the same source are only counted", what, name, thrown);
        }
    }

    /** How many were contained. */
    public long count() {
        return count.sum();
    }
}
