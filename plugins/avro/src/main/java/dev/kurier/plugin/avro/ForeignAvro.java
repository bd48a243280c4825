package dev.kurier.plugin.avro;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Writes objects of another copy of Avro's library with that copy.
 *
 * <p>A plugin from {@code kurier.plugin.path} has a copy of its own, and an application whose records it is to write has
 * another: to the one, objects of the other are strangers, though they have a schema. Immutable; may be used from any thread.
 */
final class ForeignAvro {
    private static final String CONTAINER = "org.apache.avro.generic.GenericContainer";

    private final Method getSchema;
    private final Class<?> specificRecord;
    private final Constructor<?> genericWriter;
    private final Constructor<?> specificWriter;
    private final Method dataOfClass;
    private final Object encoderFactory;
    private final Method directEncoder;
    private final Method write;
    private final Method flush;

    private ForeignAvro(ClassLoader avro) throws ReflectiveOperationException {
        Class<?> schema = avro.loadClass("org.apache.avro.Schema");
        Class<?> encoder = avro.loadClass("org.apache.avro.io.Encoder");
        Class<?> binaryEncoder = avro.loadClass("org.apache.avro.io.BinaryEncoder");
        Class<?> factory = avro.loadClass("org.apache.avro.io.EncoderFactory");
        Class<?> specificData = avro.loadClass("org.apache.avro.specific.SpecificData");
        getSchema = avro.loadClass(CONTAINER).getMethod("getSchema");
        specificRecord = avro.loadClass("org.apache.avro.specific.SpecificRecord");
        genericWriter =
                avro.loadClass("org.apache.avro.generic.GenericDatumWriter").getConstructor(schema);
        specificWriter =
                avro.loadClass("org.apache.avro.specific.SpecificDatumWriter").getConstructor(schema, specificData);
        dataOfClass = specificData.getMethod("getForClass", Class.class);
        encoderFactory = factory.getMethod("get").invoke(null);
        directEncoder = factory.getMethod("directBinaryEncoder", OutputStream.class, binaryEncoder);
        write = avro.loadClass("org.apache.avro.io.DatumWriter").getMethod("write", Object.class, encoder);
        flush = encoder.getMethod("flush");
    }

    /** The Avro of the object's class, or null if the class has nothing to do with Avro. */
    static @Nullable ForeignAvro of(Class<?> type) {
        Class<?> container = container(type);
        ClassLoader loader = container == null ? null : container.getClassLoader();
        if (loader == null) {
            return null;
        }
        try {
            return new ForeignAvro(loader);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "objects of " + type.getName() + " come with another copy of Avro's library that can't be used: "
                            + e + ". Give the application Avro 1.9 or newer, or put the plugin on its class path.",
                    e);
        }
    }

    /** The object's schema, an object of that other copy. */
    Object schemaOf(Object object) {
        try {
            return call(getSchema, object);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes objects of that schema. */
    Encoding encoding(Object schema) {
        return (object, out) -> {
            try {
                Object writer = specificRecord.isInstance(object)
                        ? specificWriter.newInstance(schema, dataOfClass.invoke(null, object.getClass()))
                        : genericWriter.newInstance(schema);
                Object encoder = call(directEncoder, encoderFactory, out, null);
                call(write, writer, object, encoder);
                call(flush, encoder);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    private static Object call(Method method, Object target, @Nullable Object... arguments) throws IOException {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            Throwable reason = e.getCause();
            if (reason instanceof RuntimeException failure) {
                throw failure;
            } else if (reason instanceof Error error) {
                throw error;
            }
            throw reason instanceof IOException failure ? failure : new IOException(reason);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable Class<?> container(@Nullable Class<?> type) {
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            for (Class<?> implemented : at.getInterfaces()) {
                Class<?> found = implemented.getName().equals(CONTAINER) ? implemented : container(implemented);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }
}
