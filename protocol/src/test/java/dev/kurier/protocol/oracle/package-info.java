/**
 * Holds our messages against those of kafka-clients, on random input, in every version.
 *
 * <p>Client and test server share our encoders, so a wrong byte would cancel out; here it can't. Start reading at
 * {@link dev.kurier.protocol.oracle.MessageOracleTest}.
 */
package dev.kurier.protocol.oracle;
