/**
 * Moves bytes and looks up names without ever holding up the sender.
 *
 * <p>Owns sockets and the platform's resolver, each behind an interface that a simulation replaces. Knows nothing of
 * Kafka's protocol. Start reading at {@link dev.kurier.sender.transport.Transport}.
 */
@NullMarked
package dev.kurier.sender.transport;

import org.jspecify.annotations.NullMarked;
