/**
 * The shipped plugins as they are dropped in: from folders of {@code kurier.plugin.path}, with libraries of their own.
 *
 * <p>Start reading at {@link dev.kurier.integrationtests.plugin.JacksonIsolationTest}.
 */
@NullMarked
package dev.kurier.integrationtests.plugin;

import org.jspecify.annotations.NullMarked;
