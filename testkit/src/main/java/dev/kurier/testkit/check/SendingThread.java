package dev.kurier.testkit.check;

import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Calls plugin code as a thread that sends does: with a context class loader that knows nothing of the plugin.
 *
 * <p>May be used from any thread.
 */
final class SendingThread {
    private static final int THREADS = 4;

    private SendingThread() {}

    /** Runs the call on this thread. */
    static <R> R call(Callable<R> call) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        EmptyLoader empty = new EmptyLoader();
        thread.setContextClassLoader(empty);
        try {
            return call.call();
        } catch (ContractViolation | NotCheckedException e) {
            throw e;
        } catch (Exception | LinkageError e) {
            throw new ContractViolation("it threw " + e + empty.asked(), e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Runs the call on several threads at once, and gives what each came to. */
    static <R> List<R> callTogether(Callable<R> call) throws InterruptedException {
        CountDownLatch ready = new CountDownLatch(THREADS);
        List<FutureTask<R>> tasks = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            FutureTask<R> task = new FutureTask<>(() -> {
                ready.countDown();
                ready.await();
                return call(call);
            });
            tasks.add(task);
            Thread thread = new Thread(task, "contract-" + i);
            thread.setDaemon(true);
            thread.start();
        }
        List<R> results = new ArrayList<>();
        for (FutureTask<R> task : tasks) {
            results.add(resultOf(task));
        }
        return results;
    }

    private static <R> R resultOf(FutureTask<R> task) throws InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw new ContractViolation("called by several threads at once, " + messageOf(cause), cause);
        }
    }

    private static String messageOf(@Nullable Throwable cause) {
        return cause instanceof ContractViolation ? String.valueOf(cause.getMessage()) : "it threw " + cause;
    }

    /** Finds nothing but the JDK, and remembers what was asked for. */
    private static final class EmptyLoader extends ClassLoader {
        private final Set<String> asked = new ConcurrentSkipListSet<>();

        EmptyLoader() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            asked.add(name);
            throw new ClassNotFoundException(name);
        }

        @Override
        protected @Nullable URL findResource(String name) {
            asked.add(name);
            return null;
        }

        String asked() {
            return asked.isEmpty()
                    ? ""
                    : "; it asked the thread's context class loader, which is the application's, for "
                            + String.join(", ", asked) + ": ask the plugin's own, getClass().getClassLoader()";
        }
    }
}
