/**
 * The cluster on real sockets: one thread, one selector, one listener per broker.
 *
 * <p>Owns channels and when they are read and written. It must not know what the bytes mean (see {@code connection}).
 *
 * <p>Start at {@link dev.kurier.brokerstub.net.SocketLoop}.
 */
@NullMarked
package dev.kurier.brokerstub.net;

import org.jspecify.annotations.NullMarked;
