/** Breaks rules of the architecture on purpose, each class one. */
@NullMarked
package dev.kurier.integrationtests.architecture.violations.serializers;

import org.jspecify.annotations.NullMarked;
