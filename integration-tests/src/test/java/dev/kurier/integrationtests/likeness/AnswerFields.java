package dev.kurier.integrationtests.likeness;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.message.CreateTopicsResponseData.CreatableTopicConfigs;
import org.apache.kafka.common.message.DescribeConfigsResponseData.DescribeConfigsResourceResult;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseTopic;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseTopicCollection;
import org.apache.kafka.common.protocol.Message;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.jspecify.annotations.Nullable;

/** Takes a message apart: each of its fields by path, in the order of the message. */
final class AnswerFields {
    private final Map<String, String> fields = new LinkedHashMap<>();

    private AnswerFields() {}

    static Map<String, String> of(Message message) {
        AnswerFields all = new AnswerFields();
        all.add("", message);
        return all.fields;
    }

    private void add(String path, @Nullable Object value) {
        if (value instanceof Message message) {
            addMessage(path, message);
        } else if (value instanceof Collection<?> values) {
            fields.put(path + ".size", String.valueOf(values.size()));
            int index = 0;
            for (Object element : ordered(values)) {
                add(path + "[" + index++ + "]", element);
            }
        } else {
            fields.put(path, text(value));
        }
    }

    /** Brokers list topics and settings in the order of a hash table: these are put in the order of their names. */
    private static Collection<?> ordered(Collection<?> values) {
        if (values instanceof MetadataResponseTopicCollection topics) {
            return sorted(topics, MetadataResponseTopic.class, topic -> String.valueOf(topic.name()));
        }
        if (values.stream().allMatch(value -> value instanceof DescribeConfigsResourceResult)) {
            return sorted(values, DescribeConfigsResourceResult.class, DescribeConfigsResourceResult::name);
        }
        return values.stream().allMatch(value -> value instanceof CreatableTopicConfigs)
                ? sorted(values, CreatableTopicConfigs.class, CreatableTopicConfigs::name)
                : values;
    }

    private static <T> List<T> sorted(Collection<?> values, Class<T> type, Function<T, String> name) {
        return values.stream()
                .map(type::cast)
                .sorted(Comparator.comparing(name))
                .toList();
    }

    private void addMessage(String path, Message message) {
        for (Field field : message.getClass().getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && !isBookkeeping(field.getName())) {
                add(path.isEmpty() ? field.getName() : path + "." + field.getName(), valueOf(field, message));
            }
        }
        int unknown = message.unknownTaggedFields().size();
        if (unknown > 0) {
            fields.put(path + ".unknownTags", String.valueOf(unknown));
        }
    }

    /** Links of kafka-clients' collections, not of the message. */
    private static boolean isBookkeeping(String name) {
        return name.equals("next") || name.equals("prev") || name.startsWith("_");
    }

    private static @Nullable Object valueOf(Field field, Message message) {
        try {
            field.setAccessible(true);
            return field.get(message);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(@Nullable Object value) {
        if (value instanceof MemoryRecords records) {
            return hex(records.buffer());
        }
        if (value instanceof ByteBuffer bytes) {
            return hex(bytes);
        }
        return value instanceof byte[] bytes ? Arrays.toString(bytes) : String.valueOf(value);
    }

    private static String hex(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
