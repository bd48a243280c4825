package dev.kurier.integrationtests.architecture.violations.accumulator;

import java.util.Queue;
import org.jctools.queues.varhandle.MpscUnboundedVarHandleArrayQueue;

/** Imports the library once more. */
final class SecondQueue {
    final Queue<String> queue = new MpscUnboundedVarHandleArrayQueue<>(16);
}
