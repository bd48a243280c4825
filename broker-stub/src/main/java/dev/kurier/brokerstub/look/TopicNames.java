package dev.kurier.brokerstub.look;

import dev.kurier.protocol.Uuid;
import org.jspecify.annotations.Nullable;

/** Knows what topics are called that requests name by id, as Produce does from version 13 on. */
@FunctionalInterface
public interface TopicNames {
    /** Knows none. */
    TopicNames NONE = id -> null;

    /** Returns the name of the topic that has or had that id, or null if there never was one; from any thread. */
    @Nullable
    String of(Uuid id);
}
