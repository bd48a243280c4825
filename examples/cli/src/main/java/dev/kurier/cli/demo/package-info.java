/**
 * Owns {@code ./kurier demo}: records sent in the three ways to three stub brokers, and where the time of one went.
 *
 * <p>Must not know how the stub or the producer work inside. Start with {@link dev.kurier.cli.demo.DemoCommand}.
 */
@NullMarked
package dev.kurier.cli.demo;

import org.jspecify.annotations.NullMarked;
