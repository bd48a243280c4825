/**
 * Owns what every command shares: its three streams, the exit codes, and how a failure is reported.
 *
 * <p>Must not know any command. Start with {@link dev.kurier.cli.console.ExitCode}.
 */
@NullMarked
package dev.kurier.cli.console;

import org.jspecify.annotations.NullMarked;
