/**
 * Every setting a producer knows, as rows of tables.
 *
 * <p>Owns names, types, defaults, ranges and one line about each. Knows nothing of what is done with a value: rules
 * between settings are in the package above. Start reading at
 * {@link dev.kurier.producer.config.table.KnownSettings}; to add a setting, add a row.
 */
@NullMarked
package dev.kurier.producer.config.table;

import org.jspecify.annotations.NullMarked;
