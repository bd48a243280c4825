package dev.kurier.cli.produce;

/**
 * Is one line of the input, as bytes: what they mean is the serializers' to say.
 *
 * @param number from 1
 * @param bytes without the line's end
 */
record Line(long number, byte[] bytes) {}
