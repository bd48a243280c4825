/** The built-in partitioner plugins. */
@NullMarked
package dev.kurier.partitioners;

import org.jspecify.annotations.NullMarked;
