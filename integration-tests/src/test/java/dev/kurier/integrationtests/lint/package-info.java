/**
 * The stub's linter held against real brokers: what it calls an error they refuse, and the producers that people use come
 * out clean. Start at {@link dev.kurier.integrationtests.lint.LintAgainstKafkaTest}.
 */
@NullMarked
package dev.kurier.integrationtests.lint;

import org.jspecify.annotations.NullMarked;
