/**
 * What somebody outside may learn of batches on their way.
 *
 * <p>Knows no plugin; who listens hands over and returns. Start reading at {@link dev.kurier.sender.watch.BatchWatcher}.
 */
@NullMarked
package dev.kurier.sender.watch;

import org.jspecify.annotations.NullMarked;
