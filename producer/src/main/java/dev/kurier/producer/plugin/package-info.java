/**
 * Finds plugins, and makes the ones that the settings choose.
 *
 * <p>Owns discovery, the rules of names, and the messages for everything that can be wrong with a plugin. Knows no
 * built-in plugin by its class. Start reading at {@link dev.kurier.producer.plugin.PluginCatalog}.
 */
@NullMarked
package dev.kurier.producer.plugin;

import org.jspecify.annotations.NullMarked;
