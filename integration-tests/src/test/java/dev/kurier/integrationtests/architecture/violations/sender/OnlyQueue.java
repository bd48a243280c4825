package dev.kurier.integrationtests.architecture.violations.sender;

import java.util.Queue;
import org.jctools.queues.varhandle.MpscUnboundedVarHandleArrayQueue;

/** Imports the library for its whole module. */
final class OnlyQueue {
    final Queue<String> queue = new MpscUnboundedVarHandleArrayQueue<>(16);
}
