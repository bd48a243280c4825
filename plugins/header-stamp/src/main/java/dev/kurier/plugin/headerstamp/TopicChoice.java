package dev.kurier.plugin.headerstamp;

import java.util.List;

/**
 * Tells which topics are meant.
 *
 * @param patterns names of topics, or their beginnings followed by {@code *}
 */
record TopicChoice(List<String> patterns) {
    boolean includes(String topic) {
        for (String pattern : patterns) {
            boolean isPrefix = pattern.endsWith("*");
            if (isPrefix ? topic.startsWith(pattern.substring(0, pattern.length() - 1)) : topic.equals(pattern)) {
                return true;
            }
        }
        return false;
    }
}
