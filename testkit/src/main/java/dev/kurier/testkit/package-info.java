/**
 * JUnit classes that a plugin's tests inherit from: give samples, and every check of the contract runs on the plugin.
 *
 * <p>Start reading at {@link dev.kurier.testkit.SerializerContract}. The checks themselves are in
 * {@code dev.kurier.testkit.check}.
 */
@NullMarked
package dev.kurier.testkit;

import org.jspecify.annotations.NullMarked;
