/**
 * The settings of plugins: described by their authors, read and checked by the host before a plugin is made.
 *
 * <p>Knows no plugin and no file format. Start reading at {@link dev.kurier.api.setting.PluginSetting}.
 */
@NullMarked
package dev.kurier.api.setting;

import org.jspecify.annotations.NullMarked;
