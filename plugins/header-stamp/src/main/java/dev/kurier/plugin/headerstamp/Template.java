package dev.kurier.plugin.headerstamp;

import dev.kurier.api.ProducerRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Makes the value of a header: a text in UTF-8 with placeholders filled in. May be used from any thread. */
final class Template {
    private final List<Function<ProducerRecord<?, ?>, String>> parts;
    /** The value, if it is the same for every record; empty and unused otherwise. */
    private final byte[] fixed;

    private Template(List<Function<ProducerRecord<?, ?>, String>> parts, String fixed) {
        this.parts = parts;
        this.fixed = fixed.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException if a placeholder is unknown or not closed; the message is the end of a sentence
     */
    static Template parse(String text, Placeholders placeholders) {
        List<Function<ProducerRecord<?, ?>, String>> parts = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c != '{' || text.startsWith("{{", at)) {
                literal.append(c);
                at += c == '{' ? 2 : 1;
                continue;
            }
            int end = text.indexOf('}', at);
            if (end < 0) {
                throw new IllegalArgumentException(
                        "has a brace at character " + (at + 1) + " that is not closed; write {{ for a brace");
            }
            Placeholders.Meaning meaning = placeholders.find(text.substring(at + 1, end));
            if (meaning instanceof Placeholders.Constant constant) {
                literal.append(constant.text());
            } else if (meaning instanceof Placeholders.Computed computed) {
                addLiteral(literal, parts);
                parts.add(computed.text());
            }
            at = end + 1;
        }
        if (parts.isEmpty()) {
            return new Template(List.of(), literal.toString());
        }
        addLiteral(literal, parts);
        return new Template(List.copyOf(parts), "");
    }

    private static void addLiteral(StringBuilder literal, List<Function<ProducerRecord<?, ?>, String>> parts) {
        if (!literal.isEmpty()) {
            String text = literal.toString();
            parts.add(record -> text);
            literal.setLength(0);
        }
    }

    /** The value for a record; one that never changes is one array for all of them. */
    byte[] valueFor(ProducerRecord<?, ?> record) {
        if (parts.isEmpty()) {
            return fixed;
        }
        StringBuilder value = new StringBuilder();
        for (Function<ProducerRecord<?, ?>, String> part : parts) {
            value.append(part.apply(record));
        }
        return value.toString().getBytes(StandardCharsets.UTF_8);
    }
}
