/**
 * The DeleteRecords API (21): drops the oldest records of partitions.
 *
 * <p>Owns the layout of both messages in every version. Start reading at
 * {@link dev.kurier.protocol.deleterecords.DeleteRecordsRequest}.
 */
@NullMarked
package dev.kurier.protocol.deleterecords;

import org.jspecify.annotations.NullMarked;
