/**
 * Owns how the stage times of a record are shown: rounded so that the parts still sum to the total.
 *
 * <p>Must not know where the times come from. Start with {@link dev.kurier.cli.timing.StageMicros}.
 */
@NullMarked
package dev.kurier.cli.timing;

import org.jspecify.annotations.NullMarked;
