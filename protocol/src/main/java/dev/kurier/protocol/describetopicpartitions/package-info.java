/**
 * The DescribeTopicPartitions API (75): topics page by page (KIP-966).
 *
 * <p>Owns the layout of both messages in every version. Start reading at
 * {@link dev.kurier.protocol.describetopicpartitions.DescribeTopicPartitionsRequest}.
 */
@NullMarked
package dev.kurier.protocol.describetopicpartitions;

import org.jspecify.annotations.NullMarked;
