/** The wiring: settings, plugin discovery, the facade. */
@NullMarked
package dev.kurier.producer;

import org.jspecify.annotations.NullMarked;
