/**
 * Checks the borders between the modules, and the habits that a compiler can't.
 *
 * <p>Owns the rules and, in {@code violations}, a class for each rule that breaks it. Start reading at
 * {@link dev.kurier.integrationtests.architecture.Module}, the table of who may use what.
 */
@NullMarked
package dev.kurier.integrationtests.architecture;

import org.jspecify.annotations.NullMarked;
