/**
 * Owns the words in which a stub is told what is to happen: topics and faults as JSON, from a file or the control port.
 *
 * <p>Must not know where the text came from. Start with {@link dev.kurier.cli.stub.scenario.Scenario}.
 */
@NullMarked
package dev.kurier.cli.stub.scenario;

import org.jspecify.annotations.NullMarked;
