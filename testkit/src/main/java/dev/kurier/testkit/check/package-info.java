/**
 * What a plugin must keep to, check by check, without JUnit: test classes and command lines run the same ones.
 *
 * <p>Every use of a plugin happens as on a sending thread, whose context class loader knows nothing of the plugin. Start
 * reading at {@link dev.kurier.testkit.check.Check} and {@link dev.kurier.testkit.check.SerializerChecks}.
 */
@NullMarked
package dev.kurier.testkit.check;

import org.jspecify.annotations.NullMarked;
