/** The built-in serializer plugins. */
@NullMarked
package dev.kurier.serializers;

import org.jspecify.annotations.NullMarked;
