package dev.kurier.integrationtests.broker;

import java.io.IOException;
import java.util.Arrays;

/**
 * Runs a main class of Kafka in a forked JVM that ends when the one that forked it ends, however that dies.
 *
 * <p>The parent holds the other end of standard input; the system closes it with the parent. Must get along without any
 * other class of ours: this one alone is put on the class path, in front of Kafka's jars.
 */
final class BrokerMain {
    private BrokerMain() {}

    /** Takes the name of the main class and then its arguments. */
    public static void main(String[] args) throws ReflectiveOperationException {
        Thread watch = new Thread(BrokerMain::endWithParent, "parent-watch");
        watch.setDaemon(true);
        watch.start();
        Object mainArgs = Arrays.copyOfRange(args, 1, args.length);
        Class.forName(args[0]).getMethod("main", String[].class).invoke(null, mainArgs);
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
