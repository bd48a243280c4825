/**
 * What topics are configured with.
 *
 * <p>Owns the table of topic configs, their rules, and which value is in force. It must not know topics, logs or requests.
 * Start at {@link dev.kurier.brokerstub.config.TopicConfigKey}.
 */
@NullMarked
package dev.kurier.brokerstub.config;

import org.jspecify.annotations.NullMarked;
