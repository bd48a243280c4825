package dev.kurier.sender.transport;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Resolves names with the platform's resolver on a daemon thread that exists only while there is work.
 *
 * <p>The platform's look-up blocks and can't be cancelled; a slow name server holds up this thread, never the sender.
 */
public final class BackgroundNameResolver implements NameResolver {
    private static final int MAX_WAITING = 1_000;

    private final ThreadPoolExecutor worker;
    private final Runnable wakeSender;

    /**
     * Makes a resolver.
     *
     * @param factory makes the threads, which must be daemons
     * @param wakeSender called after each look-up
     */
    public BackgroundNameResolver(ThreadFactory factory, Runnable wakeSender) {
        this.wakeSender = wakeSender;
        this.worker =
                new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MAX_WAITING), factory);
        worker.allowCoreThreadTimeOut(true);
        worker.setRejectedExecutionHandler((task, pool) -> ((LookUp) task).fail("too many look-ups are waiting"));
    }

    @Override
    @SuppressWarnings("CatchThrowable") // the look-up fails, and is tried again; the sender lives on
    public Resolution resolve(String host) {
        LookUp lookUp = new LookUp(host);
        try {
            worker.execute(lookUp);
        } catch (Throwable e) {
            lookUp.fail("there is no thread for it: " + e);
        }
        return lookUp;
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }

    private final class LookUp implements Resolution, Runnable {
        private final String host;
        private volatile @Nullable List<InetAddress> addresses;
        private volatile @Nullable String failure;

        LookUp(String host) {
            this.host = host;
        }

        @Override
        @SuppressWarnings("CatchThrowable") // whatever a provider of addresses throws: the look-up has failed
        public void run() {
            try {
                addresses = List.of(InetAddress.getAllByName(host));
            } catch (UnknownHostException | SecurityException e) {
                failure = "host '" + host + "' is not known to the name service";
            } catch (Throwable e) {
                fail(e.toString());
            } finally {
                wakeSender.run();
            }
        }

        void fail(String reason) {
            failure = "host '" + host + "' was not looked up: " + reason;
        }

        @Override
        public @Nullable List<InetAddress> addresses() {
            return addresses;
        }

        @Override
        public @Nullable String failure() {
            return failure;
        }
    }
}
