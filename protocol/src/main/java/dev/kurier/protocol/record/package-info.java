/**
 * Record batches, format 2: the bytes that a producer appends to a partition's log.
 *
 * <p>Owns the layout of a record, of the 61 bytes before the records, and their checksum; reading them back included.
 * Knows nothing of requests, memory pools or threads: writers put bytes where they are told. Start reading at
 * {@link dev.kurier.protocol.record.RecordBatchWriter}, then {@link dev.kurier.protocol.record.BatchHeader} and
 * {@link dev.kurier.protocol.record.RecordBatchReader}.
 */
@NullMarked
package dev.kurier.protocol.record;

import org.jspecify.annotations.NullMarked;
