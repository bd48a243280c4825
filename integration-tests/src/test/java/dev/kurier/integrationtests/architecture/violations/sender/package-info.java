/** Breaks rules of the architecture on purpose, each class one. */
@NullMarked
package dev.kurier.integrationtests.architecture.violations.sender;

import org.jspecify.annotations.NullMarked;
