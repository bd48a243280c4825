/**
 * What can be said of plugins without running them: kind, name, version, where from, and why one is refused.
 *
 * <p>For applications and tools that list plugins; {@link dev.kurier.producer.Kurier#plugins} makes the list. Start reading at
 * {@link dev.kurier.producer.listing.PluginListing}.
 */
@NullMarked
package dev.kurier.producer.listing;

import org.jspecify.annotations.NullMarked;
