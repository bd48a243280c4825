/** An in-process Kafka cluster on real sockets, with a fault script. */
@NullMarked
package dev.kurier.brokerstub;

import org.jspecify.annotations.NullMarked;
