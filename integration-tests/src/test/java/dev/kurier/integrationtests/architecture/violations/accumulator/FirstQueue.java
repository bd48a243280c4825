package dev.kurier.integrationtests.architecture.violations.accumulator;

import java.util.Queue;
import org.jctools.queues.varhandle.MpscUnboundedVarHandleArrayQueue;

/** Imports the library. */
final class FirstQueue {
    final Queue<String> queue = new MpscUnboundedVarHandleArrayQueue<>(16);
}
