/**
 * The places where plugins lie: the entries of {@code kurier.plugin.path}, what their jars say of themselves, and the class
 * loader that keeps each apart.
 *
 * <p>Must not know what a plugin is. Start reading at {@link dev.kurier.producer.plugin.path.PluginPath}.
 */
@NullMarked
package dev.kurier.producer.plugin.path;

import org.jspecify.annotations.NullMarked;
