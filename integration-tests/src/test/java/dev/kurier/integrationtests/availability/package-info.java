/**
 * Measures how available producers are while a real cluster is in trouble: Kurier beside kafka-clients, in the same schedules.
 *
 * <p>Start reading at {@link dev.kurier.integrationtests.availability.AvailabilityFigures}. Runs by a command, not in the build;
 * only the means that cause the trouble are tested there.
 */
@NullMarked
package dev.kurier.integrationtests.availability;

import org.jspecify.annotations.NullMarked;
