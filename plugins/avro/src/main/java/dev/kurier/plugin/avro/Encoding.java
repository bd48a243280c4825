package dev.kurier.plugin.avro;

import java.io.IOException;
import java.io.OutputStream;

/** Writes an object in Avro's binary encoding. */
@FunctionalInterface
interface Encoding {
    void encode(Object object, OutputStream out) throws IOException;
}
