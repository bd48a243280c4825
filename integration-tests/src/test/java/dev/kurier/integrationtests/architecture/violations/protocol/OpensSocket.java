package dev.kurier.integrationtests.architecture.violations.protocol;

import java.net.Socket;

/** Does I/O. */
final class OpensSocket {
    final Socket socket = new Socket();
}
