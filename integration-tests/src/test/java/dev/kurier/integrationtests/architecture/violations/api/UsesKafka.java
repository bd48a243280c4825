package dev.kurier.integrationtests.architecture.violations.api;

import org.apache.kafka.common.utils.Bytes;

/** Leans on the peer. */
final class UsesKafka {
    final Bytes bytes = Bytes.wrap(new byte[0]);
}
