package dev.kurier.producer.plugin;

import dev.kurier.api.spi.Serializer;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;

/** Finds what a serializer class takes, where its declaration says so. */
public final class TypeArgument {
    private TypeArgument() {}

    /** The T of {@code implements Serializer<T>}, or {@code Object} if it is not written there as a class. */
    public static Class<?> of(Class<?> serializer) {
        for (Class<?> at = serializer; at != null; at = at.getSuperclass()) {
            for (Type face : at.getGenericInterfaces()) {
                if (face instanceof ParameterizedType generic && generic.getRawType() == Serializer.class) {
                    return generic.getActualTypeArguments()[0] instanceof Class<?> type ? type : Object.class;
                }
            }
        }
        return Object.class;
    }
}
