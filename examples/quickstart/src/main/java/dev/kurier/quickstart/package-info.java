/**
 * Shows the three ways of sending a record: fire and forget, synchronous, asynchronous.
 *
 * <p>Owns three programs that can be read from top to bottom, and nothing that a program of yours would not need. Must not
 * know anything but {@code dev.kurier.api}, the one class {@code Kurier} and the broker stub. Start with {@link
 * dev.kurier.quickstart.Synchronous}, the simplest.
 */
@NullMarked
package dev.kurier.quickstart;

import org.jspecify.annotations.NullMarked;
