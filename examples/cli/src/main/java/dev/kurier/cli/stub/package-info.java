/**
 * Owns {@code ./kurier stub}: stub brokers for other programs, until Ctrl-C.
 *
 * <p>Must not know how the stub works inside. Start with {@link dev.kurier.cli.stub.StubCommand}.
 */
@NullMarked
package dev.kurier.cli.stub;

import org.jspecify.annotations.NullMarked;
