/**
 * Owns the stub's control port: HTTP and JSON, so that tests in other languages can script faults and look into the logs.
 *
 * <p>Must not know how the stub works inside. Start with {@link dev.kurier.cli.stub.control.StubControl}.
 */
@NullMarked
package dev.kurier.cli.stub.control;

import org.jspecify.annotations.NullMarked;
