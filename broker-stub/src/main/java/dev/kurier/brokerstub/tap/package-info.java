/**
 * Lets somebody see what goes over connections, frame by frame, without being in the way.
 *
 * <p>Knows no cluster and no API; start reading at {@link dev.kurier.brokerstub.tap.FrameTap}.
 */
@NullMarked
package dev.kurier.brokerstub.tap;

import org.jspecify.annotations.NullMarked;
