/**
 * Runs what the README tells its reader to run.
 *
 * <p>Start reading at {@link dev.kurier.integrationtests.readme.ReadmeTest}.
 */
@NullMarked
package dev.kurier.integrationtests.readme;

import org.jspecify.annotations.NullMarked;
