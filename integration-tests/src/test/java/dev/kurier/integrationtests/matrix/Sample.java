package dev.kurier.integrationtests.matrix;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Makes the records that clients write, each as a line {@code key:value}.
 *
 * <p>Used on both sides of the class loaders: nothing but the JDK here.
 */
final class Sample {
    /** How many records a client writes. */
    static final int RECORDS = 200;

    /** The one header of every record. */
    static final String HEADER = "trace";

    static final String HEADER_VALUE = "4711";

    private Sample() {}

    static List<String> lines() {
        return IntStream.range(0, RECORDS)
                .mapToObj(i -> "key-" + i % 7 + ":value " + i + " äöü " + "x".repeat(i % 50))
                .toList();
    }
}
