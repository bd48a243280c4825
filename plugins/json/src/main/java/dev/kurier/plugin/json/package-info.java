/**
 * The serializer {@code json}: any object as JSON, with Jackson 3.
 *
 * <p>Owns what the plugin's settings mean to Jackson, and what is said when an object can't be written. Knows the plugin
 * interfaces and nothing else of Kurier. Start reading at {@link dev.kurier.plugin.json.JsonSerializerProvider}.
 */
@NullMarked
package dev.kurier.plugin.json;

import org.jspecify.annotations.NullMarked;
