/** The I/O thread: metadata, connections, requests, acks, retries, sequences. */
@NullMarked
package dev.kurier.sender;

import org.jspecify.annotations.NullMarked;
