package dev.kurier.accumulator.delivery;

import dev.kurier.api.RecordMetadata;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Links a future to the record whose end it waits for; forms a stack. */
final class Attachment {
    /** Stands for a stack that takes no more: the outcome has ended, or its records have moved to parts. */
    static final Attachment CLOSED = new Attachment(null, -1, new CompletableFuture<>());

    final @Nullable BatchDelivery delivery;

    /** Changes when the record moves to a part of its batch: nothing may be allocated then. */
    int index;

    final CompletableFuture<RecordMetadata> future;

    @Nullable
    Attachment next;

    Attachment(@Nullable BatchDelivery delivery, int index, CompletableFuture<RecordMetadata> future) {
        this.delivery = delivery;
        this.index = index;
        this.future = future;
    }
}
