package dev.kurier.integrationtests.matrix;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Does a job with the kafka-clients of the class loader that this class is loaded by.
 *
 * <p>Takes and returns JDK types only, and calls what all releases since 2.8 have; {@code job}, {@code topic} and the
 * client's settings come as properties.
 */
public final class JavaTask implements Function<Properties, List<String>> {
    private static final long TIMEOUT_MS = 20_000;

    @Override
    public List<String> apply(Properties task) {
        Properties settings = new Properties();
        settings.putAll(task);
        String topic = (String) settings.remove("topic");
        Row.Job job = Row.Job.valueOf((String) settings.remove("job"));
        try {
            return switch (job) {
                case PRODUCE -> produce(settings, topic);
                case CONSUME -> consume(settings, topic);
                case DELETE_RECORDS -> {
                    produce(settings, topic);
                    yield administer(job, settings, topic);
                }
                default -> administer(job, settings, topic);
            };
        } catch (Exception e) {
            throw new IllegalStateException(job + ": " + e, e);
        }
    }

    private static List<String> produce(Properties settings, String topic) throws Exception {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            for (String line : Sample.lines()) {
                int colon = line.indexOf(':');
                ProducerRecord<String, String> record =
                        new ProducerRecord<>(topic, 0, line.substring(0, colon), line.substring(colon + 1));
                record.headers().add(Sample.HEADER, Sample.HEADER_VALUE.getBytes(StandardCharsets.UTF_8));
                sent.add(producer.send(record));
            }
        }
        for (Future<RecordMetadata> delivery : sent) {
            delivery.get();
        }
        return List.of();
    }

    private static List<String> consume(Properties settings, String topic) {
        List<String> seen = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long wanted = consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            long startedNs = System.nanoTime();
            while (seen.size() < wanted && System.nanoTime() - startedNs < TIMEOUT_MS * 1_000_000) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> seen.add(line(record)));
            }
        }
        return seen;
    }

    private static String line(ConsumerRecord<String, String> record) {
        StringBuilder headers = new StringBuilder();
        for (Header header : record.headers()) {
            headers.append(header.key()).append('=').append(new String(header.value(), StandardCharsets.UTF_8));
        }
        return record.partition() + " " + record.offset() + " " + record.timestamp() + " " + headers + " "
                + record.key() + ":" + record.value();
    }

    private static List<String> administer(Row.Job job, Properties settings, String topic) throws Exception {
        try (Admin admin = Admin.create(settings)) {
            return switch (job) {
                case CREATE_TOPIC -> {
                    admin.createTopics(List.of(new NewTopic(topic, 3, (short) 1)))
                            .all()
                            .get();
                    yield List.of();
                }
                case LIST_TOPICS -> List.copyOf(admin.listTopics().names().get());
                case DESCRIBE_TOPIC -> describe(admin, topic);
                case DELETE_TOPIC -> {
                    admin.deleteTopics(List.of(topic)).all().get();
                    yield List.of();
                }
                case DESCRIBE_CONFIGS -> describeConfigs(admin, topic);
                case ALTER_CONFIG -> {
                    AlterConfigOp set =
                            new AlterConfigOp(new ConfigEntry("max.message.bytes", "4711"), AlterConfigOp.OpType.SET);
                    admin.incrementalAlterConfigs(
                                    Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic), List.of(set)))
                            .all()
                            .get();
                    yield List.of();
                }
                case DELETE_RECORDS -> {
                    TopicPartition partition = new TopicPartition(topic, 0);
                    long start = admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(1)))
                            .lowWatermarks()
                            .get(partition)
                            .get()
                            .lowWatermark();
                    yield List.of(String.valueOf(start));
                }
                default -> throw new IllegalArgumentException(job.name());
            };
        }
    }

    private static List<String> describeConfigs(Admin admin, String topic) throws Exception {
        List<ConfigResource> resources = List.of(
                new ConfigResource(ConfigResource.Type.TOPIC, topic),
                new ConfigResource(ConfigResource.Type.BROKER, "1"));
        return admin.describeConfigs(resources).all().get().values().stream()
                .flatMap(config -> config.entries().stream())
                .map(entry -> entry.name() + "=" + entry.value())
                .collect(Collectors.toList());
    }

    private static List<String> describe(Admin admin, String topic) throws Exception {
        DescribeTopicsResult result = admin.describeTopics(List.of(topic));
        return descriptions(result).stream()
                .flatMap(description -> description.partitions().stream())
                .map(partition ->
                        partition.partition() + " " + partition.leader().id())
                .collect(Collectors.toList());
    }

    /** The method was renamed in 3.1 and its old name went with 4.0. */
    @SuppressWarnings("unchecked")
    private static Collection<TopicDescription> descriptions(DescribeTopicsResult result) throws Exception {
        String method = java.util.Arrays.stream(DescribeTopicsResult.class.getMethods())
                        .anyMatch(candidate -> candidate.getName().equals("allTopicNames"))
                ? "allTopicNames"
                : "all";
        Object future = DescribeTopicsResult.class.getMethod(method).invoke(result);
        return ((KafkaFuture<Map<String, TopicDescription>>) future).get().values();
    }
}
