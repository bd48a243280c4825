package dev.kurier.brokerstub.admin;

import dev.kurier.brokerstub.config.TopicConfigKey;
import dev.kurier.brokerstub.config.TopicConfigs;
import dev.kurier.protocol.createtopics.CreateTopicsResponse;
import dev.kurier.protocol.describeconfigs.DescribeConfigsResponse;
import dev.kurier.protocol.describeconfigs.DescribeConfigsResponse.Synonym;
import java.util.ArrayList;
import java.util.List;

/** Puts a topic's configs into the words of answers. */
final class ConfigView {
    private static final byte TOPIC = 1;
    private static final byte BROKER = 4;
    private static final byte DEFAULT = 5;

    private ConfigView() {}

    /** Shows all configs of a new topic. */
    static List<CreateTopicsResponse.Config> created(TopicConfigs configs) {
        return configs.keys().stream()
                .map(key -> new CreateTopicsResponse.Config(
                        key.key(), configs.value(key), false, source(configs, key), false))
                .toList();
    }

    /** Shows one config as DescribeConfigs does. */
    static DescribeConfigsResponse.Config described(TopicConfigs configs, TopicConfigKey key, boolean withSynonyms) {
        return new DescribeConfigsResponse.Config(
                key.key(),
                configs.value(key),
                false,
                source(configs, key),
                false,
                withSynonyms ? synonyms(configs, key) : List.of(),
                key.type().code(),
                null);
    }

    private static byte source(TopicConfigs configs, TopicConfigKey key) {
        if (configs.ownValue(key) != null) {
            return TOPIC;
        }
        return configs.brokerValue(key) != null ? BROKER : DEFAULT;
    }

    private static List<Synonym> synonyms(TopicConfigs configs, TopicConfigKey key) {
        List<Synonym> synonyms = new ArrayList<>();
        String own = configs.ownValue(key);
        if (own != null) {
            synonyms.add(new Synonym(key.key(), own, TOPIC));
        }
        String brokerKey = key.brokerKey();
        if (brokerKey != null) {
            String brokers = configs.brokerValue(key);
            if (brokers != null) {
                synonyms.add(new Synonym(brokerKey, brokers, BROKER));
            }
            if (key != TopicConfigKey.RETENTION_MS) {
                // A broker's own default for that is in hours, which is another config.
                synonyms.add(new Synonym(brokerKey, configs.defaultValue(key), DEFAULT));
            }
        }
        return synonyms;
    }
}
