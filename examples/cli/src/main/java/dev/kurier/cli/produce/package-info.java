/**
 * Owns {@code ./kurier produce}: lines of standard input become records, their results become lines of output.
 *
 * <p>Must not know how a cluster is found. Start with {@link dev.kurier.cli.produce.ProduceCommand}; the two threads meet
 * in {@link dev.kurier.cli.produce.Results}.
 */
@NullMarked
package dev.kurier.cli.produce;

import org.jspecify.annotations.NullMarked;
