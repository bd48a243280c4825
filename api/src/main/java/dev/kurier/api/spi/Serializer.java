package dev.kurier.api.spi;

/**
 * Turns objects into the bytes that Kafka stores.
 *
 * <p>Called on the threads that send, by several at once. Never sees null: a missing key or a tombstone has no bytes.
 *
 * @param <T> what it takes
 */
@FunctionalInterface
public interface Serializer<T> extends AutoCloseable {
    /**
     * Writes the bytes of {@code value}.
     *
     * <p>Whatever it throws reaches the caller of {@code send} inside a
     * {@link dev.kurier.api.error.SerializationException}, and the record is not accepted. Only an {@link
     * dev.kurier.api.error.InterruptException} reaches it as it is: one that waits and is interrupted sets the thread's
     * flag again and throws that.
     */
    void serialize(SerializationContext context, T value, BytesSink sink);

    /** Frees what the serializer holds; called once, when the producer closes. */
    @Override
    default void close() {}
}
