package dev.kurier.cli.produce;

import dev.kurier.api.Header;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code -H name=value}. */
final class HeaderOption implements ITypeConverter<Header> {
    HeaderOption() {}

    @Override
    public Header convert(String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new TypeConversionException("'" + text + "' is not name=value");
        }
        return new Header(text.substring(0, equals), text.substring(equals + 1).getBytes(StandardCharsets.UTF_8));
    }
}
