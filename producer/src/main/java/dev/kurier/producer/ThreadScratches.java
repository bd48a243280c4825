package dev.kurier.producer;

import com.google.common.collect.MapMaker;
import dev.kurier.producer.send.SendScratch;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives each sending thread a scratch of its own, which ends with the thread or the producer, whichever ends first.
 *
 * <p>The threads of a pool outlive the producer and keep their thread-locals: so those hold nothing of Kurier's but weakly, or
 * a closed producer would keep its class loader, an undeployed application's say, in memory.
 */
final class ThreadScratches {
    private final ThreadLocal<@Nullable WeakReference<SendScratch>> ofThread = new ThreadLocal<>();
    private final Map<Thread, SendScratch> all = new MapMaker().weakKeys().makeMap();
    private final Supplier<SendScratch> maker;

    ThreadScratches(Supplier<SendScratch> maker) {
        this.maker = maker;
    }

    /** The calling thread's. */
    SendScratch get() {
        WeakReference<SendScratch> reference = ofThread.get();
        SendScratch own = reference == null ? null : reference.get();
        if (own == null) {
            own = maker.get();
            all.put(Thread.currentThread(), own);
            ofThread.set(new WeakReference<>(own));
        }
        return own;
    }

    /** Lets go of all. */
    void clear() {
        all.clear();
    }
}
