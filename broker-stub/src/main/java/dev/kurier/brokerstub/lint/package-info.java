/**
 * The linter: reads each request as a strict broker would, and names every byte that is wrong or unusual.
 *
 * <p>Owns the rules, the walk over the bytes of a request, and the list of what was found. It must not know what the
 * cluster answers, and changes nothing about it. Start at {@link dev.kurier.brokerstub.lint.LintRule}.
 */
@NullMarked
package dev.kurier.brokerstub.lint;

import org.jspecify.annotations.NullMarked;
