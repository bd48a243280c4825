/**
 * A broker stub for JUnit Jupiter tests: an annotation, and parameters that are filled in.
 *
 * <p>Owns when a cluster starts and ends, and which test gets which. It must not know what a cluster does. Needs
 * {@code junit-jupiter-api} from 5.10 on, or 6, which this module does not bring along. Start at
 * {@link dev.kurier.brokerstub.junit.BrokerStub}.
 */
@NullMarked
package dev.kurier.brokerstub.junit;

import org.jspecify.annotations.NullMarked;
