package dev.kurier.integrationtests.architecture.violations.sender;

import java.net.InetSocketAddress;

/** Is named for what it does, and so covers what is nested in it. */
final class RealResolver {
    /** Does the work. */
    static final class LookUp {
        final InetSocketAddress address = new InetSocketAddress("localhost", 9092);
    }
}
