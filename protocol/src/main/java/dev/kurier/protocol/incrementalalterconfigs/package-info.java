/**
 * The IncrementalAlterConfigs API (44): sets and removes single configs (KIP-339).
 *
 * <p>Owns the layout of both messages in every version. Start reading at
 * {@link dev.kurier.protocol.incrementalalterconfigs.IncrementalAlterConfigsRequest}.
 */
@NullMarked
package dev.kurier.protocol.incrementalalterconfigs;

import org.jspecify.annotations.NullMarked;
