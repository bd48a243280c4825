/**
 * Lists plugins, and holds them to their contract.
 *
 * <p>Must not know how plugins are found. Start with {@link dev.kurier.cli.plugins.ListCommand} and
 * {@link dev.kurier.cli.plugins.Verification}.
 */
@NullMarked
package dev.kurier.cli.plugins;

import org.jspecify.annotations.NullMarked;
