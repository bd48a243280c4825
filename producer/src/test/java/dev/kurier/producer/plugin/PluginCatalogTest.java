package dev.kurier.producer.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kurier.api.error.PluginException;
import dev.kurier.api.setting.PluginSetting;
import dev.kurier.api.setting.PluginSettings;
import dev.kurier.api.spi.BytesSink;
import dev.kurier.api.spi.Interceptor;
import dev.kurier.api.spi.PartitionContext;
import dev.kurier.api.spi.Partitioner;
import dev.kurier.api.spi.SerializationContext;
import dev.kurier.api.spi.Serializer;
import dev.kurier.api.spi.SerializerProvider;
import dev.kurier.producer.config.PluginChoice;
import dev.kurier.producer.config.ProducerSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PluginCatalogTest {
    private final PluginCatalog catalog = PluginCatalog.discover(getClass().getClassLoader());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "string",
                "String",
                "STRING",
                "StringSerializer",
                "org.apache.kafka.common.serialization.StringSerializer",
                "dev.kurier.serializers.StringSerializerProvider"
            })
    void choosesByNameAliasOrClass(String name) {
        ChosenSerializer chosen = catalog.serializer(choice(name), false, "c");

        assertThat(chosen.name()).isEqualTo("string");
        assertThat(chosen.type()).isEqualTo(String.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "VoidSerializer", "ByteArraySerializer", "ByteBufferSerializer", "ShortSerializer",
                "IntegerSerializer", "LongSerializer", "FloatSerializer", "DoubleSerializer",
                "BooleanSerializer", "UUIDSerializer"
            })
    void loadsKafkasPropertiesUnchanged(String simpleName) {
        String kafkas = "org.apache.kafka.common.serialization." + simpleName;

        assertThat(catalog.serializer(choice(kafkas), true, "c").serializer()).isNotNull();
    }

    @Test
    void choosesPartitionersAndHandsThemTheirSettings() {
        PluginChoice choice = new PluginChoice(
                "partitioner.class",
                "DefaultPartitioner",
                null,
                Map.of("default.batch.size", "77", "sticky.seed", "1"),
                Map.of("ignore.keys", "true", "batch.size", "16384"));

        assertThat(catalog.partitioner(choice, "c").explain(new AnyRecord())).contains("keys are ignored", "77 bytes");
        String kafkas = "org.apache.kafka.clients.producer.RoundRobinPartitioner";
        assertThat(catalog.partitioner(partitioner(kafkas), "c").explain(new AnyRecord()))
                .contains("take turns");
    }

    @Test
    void saysWhatIsKnownWhenANameIsNot() {
        assertThatThrownBy(() -> catalog.serializer(choice("strin"), false, "c"))
                .isInstanceOf(PluginException.class)
                .hasMessage("value.serializer=strin can't be used: there is no serializer of this name or class. Known:"
                        + " boolean, bytebuffer, bytes, double, float, integer, long, short, string, uuid, void."
                        + " Searched: the class path, the module path and kurier.plugin.path. Did you mean string? Add the plugin's jar, or"
                        + " choose a known name.");
        assertThatThrownBy(() -> catalog.partitioner(partitioner("geo/x"), "c"))
                .hasMessageContainingAll("there is no partitioner", "round-robin, sticky");
        assertThatThrownBy(() -> catalog.interceptor(choice("audit"), "c")).hasMessageContaining("Known: none.");
    }

    @Test
    void takesClassesOfTheApplication() {
        ChosenSerializer byName = catalog.serializer(choice(UuidBytes.class.getName()), false, "c");
        assertThat(byName.serializer()).isInstanceOf(UuidBytes.class);
        assertThat(byName.type()).isEqualTo(UUID.class);
        assertThat(byName.name()).isEqualTo(UuidBytes.class.getName());

        ChosenSerializer byClass = catalog.serializer(
                new PluginChoice("value.serializer", "x", UuidBytes.class, Map.of(), Map.of()), false, "c");
        assertThat(byClass.serializer()).isInstanceOf(UuidBytes.class);

        assertThat(catalog.serializer(choice(Inheriting.class.getName()), false, "c")
                        .type())
                .isEqualTo(UUID.class);
        assertThat(catalog.serializer(choice(Anything.class.getName()), false, "c")
                        .type())
                .isEqualTo(Object.class);
        assertThat(catalog.partitioner(partitioner(Last.class.getName()), "c").partition(new AnyRecord()))
                .isEqualTo(8);
        assertThat(catalog.interceptor(choice(Silent.class.getName()), "c")).isInstanceOf(Silent.class);
    }

    @Test
    void takesTheClassOfKafkasSerializerForItsName() {
        Class<?> kafkas = org.apache.kafka.common.serialization.StringSerializer.class;
        PluginChoice choice = new PluginChoice("value.serializer", kafkas.getName(), kafkas, Map.of(), Map.of());

        assertThat(catalog.serializer(choice, false, "c").type()).isEqualTo(String.class);
    }

    @Test
    void findsTheBuiltInOnesWhateverTheThreadsContextClassLoaderSees() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try (PluginCatalog found = PluginCatalog.ofApplication(List.of())) {
            assertThat(found.serializer(choice("string"), false, "c").type()).isEqualTo(String.class);
            assertThat(found.serializer(choice(Anything.class.getName()), false, "c")
                            .type())
                    .isEqualTo(Object.class);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void takesProviderClassesThatAreInNoProviderFile() {
        Map<String, String> settings = new HashMap<>();
        settings.put(Unlisted.class.getName() + ".text", "by class");
        PluginChoice choice = new PluginChoice("value.serializer", Unlisted.class.getName(), null, settings, Map.of());

        assertThat(catalog.serializer(choice, true, "client-7").serializer())
                .hasToString("true client-7 {text=by class}");
    }

    @Test
    void refusesClassesThatCannotBeMade() {
        assertRefused(AbstractOne.class, "abstract or an interface");
        assertRefused(WithParameter.class, "no public constructor without parameters");
        assertRefused(HiddenConstructor.class, "no public constructor without parameters");
        assertRefused(Failing.class, "it failed: java.lang.IllegalStateException: no way");
        assertRefused(Runtime.class, "does not implement dev.kurier.api.spi.Serializer. Name a class that does");
        assertRefused(
                org.apache.kafka.common.serialization.ListSerializer.class,
                "does not implement dev.kurier.api.spi.Serializer but org.apache.kafka.common.serialization.Serializer,"
                        + " which Kurier does not run");
        assertRefused(NullMaker.class, "made null");
        assertRefused(NeedsSetting.class, "text is missing");
    }

    @Test
    void namesSettingsThatReachNoPlugin() {
        ProducerSettings settings = ProducerSettings.parse(settings(
                "bootstrap.servers", "a:1,b:1",
                "key.serializer", "StringSerializer",
                "value.serializer", "bytes",
                "key.serializer.string.encoding", "x",
                "key.serializer.StringSerializer.encoding", "x",
                "value.serializer.json.indent", "x",
                "partitioner.sticky.seed", "1",
                "interceptor.classes", Silent.class.getName(),
                "interceptor.Silent.level", "1",
                "interceptor.loud.level", "1",
                "interceptor.slient.level", "1"));

        assertThat(settings.warnings()).isEmpty();
        assertThat(catalog.unusedSettings(settings.plugins()))
                .containsExactly(
                        "value.serializer.json.indent has no effect: no serializer of that name is chosen.",
                        "partitioner.sticky.seed has no effect: no partitioner of that name is chosen.",
                        "interceptor.loud.level has no effect: no interceptor of that name is chosen.",
                        "interceptor.slient.level has no effect: no interceptor of that name is chosen."
                                + " Did you mean interceptor.Silent.level?");
    }

    private static Map<String, String> settings(String... namesAndValues) {
        Map<String, String> settings = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            settings.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return settings;
    }

    private void assertRefused(Class<?> type, String reason) {
        assertThatThrownBy(() -> catalog.serializer(choice(type.getName()), false, "c"))
                .isInstanceOf(PluginException.class)
                .hasMessageStartingWith("value.serializer=" + type.getName() + " can't be used: ")
                .hasMessageContaining(reason);
    }

    private static PluginChoice choice(String name) {
        return new PluginChoice("value.serializer", name, null, Map.of(), Map.of());
    }

    private static PluginChoice partitioner(String name) {
        return new PluginChoice("partitioner.class", name, null, Map.of(), Map.of());
    }

    public static class UuidBytes implements Serializer<UUID> {
        @Override
        public void serialize(SerializationContext context, UUID value, BytesSink sink) {
            sink.putLong(value.getMostSignificantBits());
        }
    }

    public static final class Inheriting extends UuidBytes {}

    public static final class Anything<T> implements Serializer<T> {
        @Override
        public void serialize(SerializationContext context, T value, BytesSink sink) {}
    }

    public abstract static class AbstractOne implements Serializer<String> {}

    public static final class WithParameter extends UuidBytes {
        public WithParameter(String parameter) {}
    }

    public static final class HiddenConstructor extends UuidBytes {
        private HiddenConstructor() {}
    }

    public static final class Failing extends UuidBytes {
        public Failing() {
            throw new IllegalStateException("no way");
        }
    }

    @Test
    void aSettingThatThePluginDoesNotKnowOrAllowIsRefusedWithWhatItTakes() {
        String name = Unlisted.class.getName();
        PluginChoice choice = new PluginChoice(
                "value.serializer", name, null, Map.of(name + ".txet", "typo", name + ".width", "81"), Map.of());

        assertThatThrownBy(() -> catalog.serializer(choice, false, "client"))
                .isInstanceOf(PluginException.class)
                .hasMessageContaining("value.serializer=" + name)
                .hasMessageContaining("its setting width=81 must be a whole number from 1 to 80")
                .hasMessageContaining("it has no setting txet. Did you mean text? It takes text, width");
    }

    @Test
    void aClassThatIsNoPluginTakesNoSettings() {
        String name = UuidBytes.class.getName();
        PluginChoice choice = new PluginChoice("value.serializer", name, null, Map.of(name + ".x", "1"), Map.of());

        assertThatThrownBy(() -> catalog.serializer(choice, false, "client"))
                .hasMessageContaining("it has no setting x. It takes none");
    }

    public static class Unlisted implements SerializerProvider {
        private static final PluginSetting<String> TEXT =
                PluginSetting.text("text", "Any words.").withDefault("none");
        private static final PluginSetting<Integer> WIDTH =
                PluginSetting.integer("width", "Letters in a line.", 1, 80).withDefault(80);

        @Override
        public List<PluginSetting<?>> settings() {
            return List.of(TEXT, WIDTH);
        }

        @Override
        public Class<?> type() {
            return String.class;
        }

        @Override
        public Serializer<?> create(boolean isKey, PluginSettings settings) {
            return new UuidBytes() {
                @Override
                public String toString() {
                    return isKey + " " + settings.clientId() + " {text=" + settings.get(TEXT) + "}";
                }
            };
        }
    }

    public static final class NullMaker extends Unlisted {
        @Override
        public Serializer<?> create(boolean isKey, PluginSettings settings) {
            return null;
        }
    }

    public static final class NeedsSetting extends Unlisted {
        @Override
        public Serializer<?> create(boolean isKey, PluginSettings settings) {
            throw new PluginException("text is missing. Set it", null);
        }
    }

    public static final class Last implements Partitioner {
        @Override
        public int partition(PartitionContext context) {
            return context.partitionCount() - 1;
        }
    }

    public static final class Silent implements Interceptor<Object, Object> {}

    private static final class AnyRecord implements PartitionContext {
        @Override
        public String topic() {
            return "t";
        }

        @Override
        public Object key() {
            return "k";
        }

        @Override
        public Object value() {
            return "v";
        }

        @Override
        public int keySize() {
            return 1;
        }

        @Override
        public byte keyByte(int index) {
            return 'k';
        }

        @Override
        public byte[] keyBytes() {
            return new byte[] {'k'};
        }

        @Override
        public byte[] valueBytes() {
            return new byte[] {'v'};
        }

        @Override
        public int partitionCount() {
            return 9;
        }

        @Override
        public boolean isAvailable(int partition) {
            return true;
        }

        @Override
        public int queuedBatches(int partition) {
            return 0;
        }
    }
}
