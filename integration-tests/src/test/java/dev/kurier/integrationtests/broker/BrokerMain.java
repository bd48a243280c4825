package dev.kurier.integrationtests.broker;

import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Arrays;

/**
 * Runs main classes of Kafka in a forked JVM that ends when the one that forked it ends, however that dies.
 *
 * <p>The parent holds the other end of standard input; the system closes it with the parent. Must get along without any
 * other class of ours: this one alone is put on the class path, in front of Kafka's jars.
 */
final class BrokerMain {
    private BrokerMain() {}

    /** Takes how many arguments a main class has, its name and these, and so on; all but the last run beside it. */
    public static void main(String[] args) throws ReflectiveOperationException {
        startDaemon("parent-watch", BrokerMain::endWithParent);
        int at = 0;
        while (true) {
            int end = at + 2 + Integer.parseInt(args[at]);
            Method main = Class.forName(args[at + 1]).getMethod("main", String[].class);
            Object mainArgs = Arrays.copyOfRange(args, at + 2, end);
            if (end == args.length) {
                main.invoke(null, mainArgs);
                return;
            }
            startDaemon(args[at + 1], () -> runOrEnd(main, mainArgs));
            at = end;
        }
    }

    private static void startDaemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void runOrEnd(Method main, Object mainArgs) {
        try {
            main.invoke(null, mainArgs);
        } catch (ReflectiveOperationException e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) {
                // The parent never writes: only the end of the stream means something.
            }
        } catch (IOException e) {
            // The same as the end of the stream.
        }
        Runtime.getRuntime().halt(1);
    }
}
