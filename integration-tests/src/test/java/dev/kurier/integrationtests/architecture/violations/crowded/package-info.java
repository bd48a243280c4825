/** Breaks rules of the architecture on purpose, each class one. */
@NullMarked
package dev.kurier.integrationtests.architecture.violations.crowded;

import org.jspecify.annotations.NullMarked;
