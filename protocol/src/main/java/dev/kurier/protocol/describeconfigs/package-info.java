/**
 * The DescribeConfigs API (32): what topics and brokers are configured with.
 *
 * <p>Owns the layout of both messages in every version. Start reading at
 * {@link dev.kurier.protocol.describeconfigs.DescribeConfigsRequest}.
 */
@NullMarked
package dev.kurier.protocol.describeconfigs;

import org.jspecify.annotations.NullMarked;
