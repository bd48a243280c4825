/**
 * Is the command line behind {@code ./kurier}.
 *
 * <p>Owns the list of commands and what all of them share with the outside: {@code --help}, {@code --version}, exit
 * codes. Must not know what a command does. Start with {@link dev.kurier.cli.Commands}; a new command is one class in a
 * package of its own and one line there.
 */
@NullMarked
package dev.kurier.cli;

import org.jspecify.annotations.NullMarked;
