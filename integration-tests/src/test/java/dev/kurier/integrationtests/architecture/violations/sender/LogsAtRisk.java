package dev.kurier.integrationtests.architecture.violations.sender;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a logger whose appenders may end the sender's thread. */
final class LogsAtRisk {
    static final Logger LOG = LoggerFactory.getLogger("kurier.send");
}
