package dev.kurier.integrationtests.likeness;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.message.DescribeConfigsRequestData;
import org.apache.kafka.common.message.DescribeConfigsRequestData.DescribeConfigsResource;
import org.apache.kafka.common.message.IncrementalAlterConfigsRequestData;
import org.apache.kafka.common.message.IncrementalAlterConfigsRequestData.AlterConfigsResource;
import org.apache.kafka.common.message.IncrementalAlterConfigsRequestData.AlterableConfig;
import org.apache.kafka.common.protocol.ApiKeys;
import org.jspecify.annotations.Nullable;

/** Lists requests that change the settings of topics, and that ask for those of brokers. */
final class ConfigSamples {
    private ConfigSamples() {}

    static List<Sample> all() {
        return Stream.of(changes(), brokers(), defaultsOfTopics())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Sample> changes() {
        return List.of(
                change("a setting", set("max.message.bytes", "2000")),
                change("two settings", set("retention.ms", "1000"), set("min.insync.replicas", "1")),
                change("a setting taken away", op("max.message.bytes", OpType.DELETE, null)),
                change("a setting taken away that was not there", op("segment.bytes", OpType.DELETE, "5")),
                change("a list's new element", op("cleanup.policy", OpType.APPEND, "compact")),
                change("a list's new element again", op("cleanup.policy", OpType.APPEND, "compact")),
                change("a list's element taken away", op("cleanup.policy", OpType.SUBTRACT, "compact")),
                change("a list's element taken away that was not there", op("cleanup.policy", OpType.SUBTRACT, "x")),
                change("a list's illegal element", op("cleanup.policy", OpType.APPEND, "shred")),
                change("an element of what is no list", op("max.message.bytes", OpType.APPEND, "1")),
                change("an element taken from what is no list", op("max.message.bytes", OpType.SUBTRACT, "1")),
                change("an unknown setting", set("no.such.setting", "1")),
                change("an unknown setting taken away", op("no.such.setting", OpType.DELETE, null)),
                change("a bad value", set("max.message.bytes", "many")),
                change("a value that is too small", set("max.message.bytes", "-1")),
                change("no value", set("max.message.bytes", null)),
                change("a setting twice", set("retention.ms", "1"), set("retention.ms", "2")),
                change("a good and a bad setting", set("retention.ms", "5"), set("max.message.bytes", "many")),
                change("an operation that is none", set("retention.ms", "5").setConfigOperation((byte) 9)),
                change("nothing of a topic"),
                alter(
                        "a setting, only to see",
                        request -> request.setValidateOnly(true)
                                .resources()
                                .add(topic(Scene.READ, set("max.message.bytes", "3000")))),
                alter(
                        "a bad value, only to see",
                        request -> request.setValidateOnly(true)
                                .resources()
                                .add(topic(Scene.READ, set("max.message.bytes", "many")))),
                alter(
                        "a setting of an unknown topic",
                        request ->
                                request.resources().add(topic(Scene.UNKNOWN_TOPIC, set("max.message.bytes", "3000")))),
                alter(
                        "a setting of an illegal name",
                        request -> request.resources().add(topic("a b", set("max.message.bytes", "3000")))),
                alter(
                        "a setting of an empty name",
                        request -> request.resources().add(topic("", set("max.message.bytes", "3000")))),
                alter(
                        "a setting of what is nothing",
                        request -> request.resources()
                                .add(topic("x", set("a", "b")).setResourceType((byte) 77))),
                alter(
                        "settings of another broker",
                        request -> request.resources()
                                .add(topic("9", set("message.max.bytes", "3000"))
                                        .setResourceType(ConfigResource.Type.BROKER.id()))),
                alter("nothing", request -> {}));
    }

    private static Sample change(String name, AlterableConfig... configs) {
        return Sample.of(ApiKeys.INCREMENTAL_ALTER_CONFIGS, name, (scene, version) -> {
            IncrementalAlterConfigsRequestData request = new IncrementalAlterConfigsRequestData();
            request.resources().add(topic(Scene.altered(version), configs));
            return request;
        });
    }

    private static Sample alter(String name, Consumer<IncrementalAlterConfigsRequestData> how) {
        return Sample.of(ApiKeys.INCREMENTAL_ALTER_CONFIGS, name, (scene, version) -> {
            IncrementalAlterConfigsRequestData request = new IncrementalAlterConfigsRequestData();
            how.accept(request);
            return request;
        });
    }

    private static AlterConfigsResource topic(String name, AlterableConfig... configs) {
        AlterConfigsResource resource = new AlterConfigsResource()
                .setResourceType(ConfigResource.Type.TOPIC.id())
                .setResourceName(name);
        for (AlterableConfig config : configs) {
            resource.configs().mustAdd(config.duplicate());
        }
        return resource;
    }

    private static AlterableConfig set(String key, @Nullable String value) {
        return op(key, OpType.SET, value);
    }

    private static AlterableConfig op(String key, OpType operation, @Nullable String value) {
        return new AlterableConfig()
                .setName(key)
                .setConfigOperation(operation.id())
                .setValue(value);
    }

    private static List<Sample> brokers() {
        return List.of(
                broker("a broker's id", "1", "node.id"),
                broker("a broker's old id", "1", "broker.id"),
                broker("whether topics are made by asking", "1", "auto.create.topics.enable"),
                broker("whether topics can be deleted", "1", "delete.topic.enable"),
                broker("how many partitions topics have", "1", "num.partitions"),
                broker("how many replicas topics have", "1", "default.replication.factor"),
                broker("the largest batch", "1", "message.max.bytes"),
                broker("how logs are cleaned", "1", "log.cleanup.policy"),
                broker("how many replicas must be in sync", "1", "min.insync.replicas"),
                broker("how far replicas may lag", "1", "replica.lag.time.max.ms"),
                broker("whether out of sync replicas may lead", "1", "unclean.leader.election.enable"),
                broker("how records are compressed", "1", "compression.type"),
                broker("whose time records have", "1", "log.message.timestamp.type"),
                broker("how many bytes are kept", "1", "log.retention.bytes"),
                broker("for how long records are kept", "1", "log.retention.ms"),
                broker("how large segments are", "1", "log.segment.bytes"),
                broker("a setting that no broker has", "1", "no.such.setting"),
                broker("a setting of all brokers", "", "message.max.bytes"),
                broker("a setting of another broker", "9", "message.max.bytes"),
                broker("a setting of a broker that is no number", "x", "message.max.bytes"),
                Sample.of(
                        ApiKeys.DESCRIBE_CONFIGS,
                        "settings of what is nothing",
                        (scene, version) -> settings("x")
                                .setResources(List.of(new DescribeConfigsResource()
                                        .setResourceType((byte) 77)
                                        .setResourceName("x")
                                        .setConfigurationKeys(List.of("a"))))));
    }

    /** What topics have that say nothing themselves, by the names that brokers have for it. */
    private static List<Sample> defaultsOfTopics() {
        return Stream.of(
                        "compression.gzip.level",
                        "compression.lz4.level",
                        "compression.zstd.level",
                        "log.cleaner.delete.retention.ms",
                        "log.segment.delete.delay.ms",
                        "log.flush.interval.messages",
                        "log.index.interval.bytes",
                        "log.local.retention.bytes",
                        "log.local.retention.ms",
                        "log.cleaner.max.compaction.lag.ms",
                        "max.decompressed.message.bytes",
                        "log.message.timestamp.after.max.ms",
                        "log.message.timestamp.before.max.ms",
                        "log.cleaner.min.cleanable.ratio",
                        "log.cleaner.min.compaction.lag.ms",
                        "log.preallocate",
                        "log.remote.copy.lag.bytes",
                        "log.remote.copy.lag.ms",
                        "log.index.size.max.bytes",
                        "log.retention.hours")
                .map(key -> broker(key, "1", key))
                .toList();
    }

    private static Sample broker(String name, String broker, String key) {
        return Sample.of(
                ApiKeys.DESCRIBE_CONFIGS,
                name,
                (scene, version) -> settings(broker, key).setIncludeSynonyms(true));
    }

    private static DescribeConfigsRequestData settings(String broker, String... keys) {
        return new DescribeConfigsRequestData()
                .setResources(List.of(new DescribeConfigsResource()
                        .setResourceType(ConfigResource.Type.BROKER.id())
                        .setResourceName(broker)
                        .setConfigurationKeys(List.of(keys))));
    }
}
