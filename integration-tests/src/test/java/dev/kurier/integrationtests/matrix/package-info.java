/**
 * Which client can do what with the broker stub: every cell is run, and what it wrote or read is compared byte for byte.
 *
 * <p>Java clients of several releases run side by side, each in a class loader of its own. The table in the guide is what the
 * test prints. Start at {@link dev.kurier.integrationtests.matrix.CompatibilityMatrixTest}.
 */
@NullMarked
package dev.kurier.integrationtests.matrix;

import org.jspecify.annotations.NullMarked;
