/**
 * Owns how JSON is read strictly, and how a mistake in it is told: line, field, value, what is allowed.
 *
 * <p>Must not know what the fields mean. Start with {@link dev.kurier.cli.stub.json.JsonFields}.
 */
@NullMarked
package dev.kurier.cli.stub.json;

import org.jspecify.annotations.NullMarked;
