package dev.kurier.producer.plugin;

import dev.kurier.api.error.ProducerException;
import java.lang.reflect.InvocationTargetException;
import java.util.ServiceConfigurationError;

/**
 * Says in words why a class could not be loaded or an object not made, and what to do.
 *
 * @param reason half a sentence, without a full stop
 * @param cause what the JVM threw, unwrapped
 */
record LoadFailure(String reason, Throwable cause) {
    /** Java 17 reads class files up to version 61: the difference has held since Java 1.2. */
    private static final int CLASS_VERSION_OFFSET = 44;

    static LoadFailure of(Throwable thrown) {
        Throwable cause = unwrapped(thrown);
        return new LoadFailure(reasonOf(cause), cause);
    }

    private static Throwable unwrapped(Throwable thrown) {
        boolean isWrapper = thrown instanceof ServiceConfigurationError
                || thrown instanceof InvocationTargetException
                || thrown instanceof ExceptionInInitializerError;
        Throwable cause = thrown.getCause();
        return isWrapper && cause != null ? unwrapped(cause) : thrown;
    }

    private static String reasonOf(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        if (cause instanceof UnsupportedClassVersionError) {
            return "it was compiled for a newer Java than this "
                    + Runtime.version().feature() + newest(message)
                    + ": run on a newer Java or get a build for an older one";
        }
        if (cause instanceof NoClassDefFoundError || cause instanceof ClassNotFoundException) {
            return "the class " + message.replace('/', '.') + " is missing: add the jar that holds it";
        }
        if (cause instanceof NoSuchMethodException) {
            return "it has no public constructor without parameters: add one";
        }
        if (cause instanceof InstantiationException) {
            return "it is abstract or an interface: name a class that can be made";
        }
        if (cause instanceof IllegalAccessException) {
            return "it is not public, or its module does not open its package: make it public";
        }
        if (cause instanceof LinkageError) {
            return "its class does not fit: " + cause + "; get a build for these versions";
        }
        if (cause instanceof ServiceConfigurationError) {
            return message;
        }
        return cause instanceof ProducerException ? message : "it failed: " + cause;
    }

    private static String newest(String message) {
        java.util.regex.Matcher version =
                java.util.regex.Pattern.compile("version (\\d+)").matcher(message);
        return version.find() ? " (for Java " + (Integer.parseInt(version.group(1)) - CLASS_VERSION_OFFSET) + ")" : "";
    }
}
