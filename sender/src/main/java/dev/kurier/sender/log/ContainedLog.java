package dev.kurier.sender.log;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes loggers that never throw.
 *
 * <p>A log call runs appenders, filters and layouts that users bring: user code. Whatever these throw, even an Error, ends
 * the log call and nothing else; the message is lost, since there is nowhere left to report it.
 */
public final class ContainedLog {
    private ContainedLog() {}

    /** Makes the logger of that name. */
    public static Logger named(String name) {
        return around(LoggerFactory.getLogger(name));
    }

    static Logger around(Logger target) {
        return (Logger) Proxy.newProxyInstance(
                ContainedLog.class.getClassLoader(),
                new Class<?>[] {Logger.class},
                (proxy, method, arguments) -> call(target, method, arguments));
    }

    @SuppressWarnings("CatchThrowable") // see the class
    private static @Nullable Object call(Logger target, Method method, Object @Nullable [] arguments)
            throws InvocationTargetException, IllegalAccessException {
        if (method.getDeclaringClass() == Object.class) {
            return method.invoke(target, arguments);
        }
        try {
            return method.invoke(target, arguments);
        } catch (Throwable thrown) {
            return method.getReturnType() == boolean.class ? Boolean.FALSE : null;
        }
    }
}
