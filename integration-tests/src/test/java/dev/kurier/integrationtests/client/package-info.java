/**
 * Reads and writes topics with clients that others have written: kafka-clients and kcat.
 *
 * <p>Owns the outside view of what is in a topic. Knows nothing of Kurier and nothing of how a broker is run. Start
 * reading at {@link dev.kurier.integrationtests.client.TopicReader}.
 */
@NullMarked
package dev.kurier.integrationtests.client;

import org.jspecify.annotations.NullMarked;
