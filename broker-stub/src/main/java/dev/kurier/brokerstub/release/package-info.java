/**
 * What releases of Kafka differ in, as far as clients can tell.
 *
 * <p>Owns the table of releases that can be emulated: which versions of each API they advertise and answer, which features
 * they have. It must not know how anything is answered. Start at {@link dev.kurier.brokerstub.release.Release}.
 */
@NullMarked
package dev.kurier.brokerstub.release;

import org.jspecify.annotations.NullMarked;
