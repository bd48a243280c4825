package dev.kurier.brokerstub.call;

/**
 * Tells a call the time.
 *
 * @param nowNs nanoseconds of the driver's clock, for durations
 * @param wallMs milliseconds since 1970, for the time stamps of records
 */
public record CallTime(long nowNs, long wallMs) {}
