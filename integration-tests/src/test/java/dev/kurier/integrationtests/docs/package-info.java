/**
 * Checks that what is written about the project is true of its files.
 *
 * <p>Start reading at {@link dev.kurier.integrationtests.docs.ContributingTest}.
 */
@NullMarked
package dev.kurier.integrationtests.docs;

import org.jspecify.annotations.NullMarked;
