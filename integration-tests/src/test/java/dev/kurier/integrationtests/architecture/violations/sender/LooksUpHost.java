package dev.kurier.integrationtests.architecture.violations.sender;

import java.net.InetSocketAddress;

/** Blocks on a name server. */
final class LooksUpHost {
    final InetSocketAddress address = new InetSocketAddress("localhost", 9092);
}
