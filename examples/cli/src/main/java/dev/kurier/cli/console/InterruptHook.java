package dev.kurier.cli.console;

/** Calls something when the process is told to end (Ctrl-C, SIGTERM), before it does; forgotten when closed. */
public final class InterruptHook implements AutoCloseable {
    private final Thread thread;

    private InterruptHook(Runnable action) {
        this.thread = new Thread(action, "kurier-interrupt");
    }

    /** Begins to listen; {@code action} runs on a thread of its own, and the process ends when it returns. */
    public static InterruptHook calling(Runnable action) {
        InterruptHook hook = new InterruptHook(action);
        Runtime.getRuntime().addShutdownHook(hook.thread);
        return hook;
    }

    /** Stops listening; if the process is ending already, waits until the action is over. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(thread);
        } catch (IllegalStateException ending) {
            join();
        }
    }

    private void join() {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
