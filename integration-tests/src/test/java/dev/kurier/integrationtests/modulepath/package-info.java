/**
 * Runs the assembled product on the module path, where all other tests run it on the class path.
 *
 * <p>Start reading at {@link dev.kurier.integrationtests.modulepath.ModulePathTest}.
 */
@NullMarked
package dev.kurier.integrationtests.modulepath;

import org.jspecify.annotations.NullMarked;
