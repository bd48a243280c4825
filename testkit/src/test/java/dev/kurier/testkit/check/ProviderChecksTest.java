package dev.kurier.testkit.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.api.setting.PluginSetting;
import dev.kurier.api.setting.PluginSettings;
import dev.kurier.api.spi.Interceptor;
import dev.kurier.api.spi.InterceptorProvider;
import dev.kurier.api.spi.Plugin;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gives the checks of every kind of plugin providers with one fault each. */
class ProviderChecksTest {
    private static final String DESCRIBED = "is described by an annotation with a name, a summary and an API level";
    private static final PluginSetting<Boolean> LOUD =
            PluginSetting.bool("loud", "Writes capitals.").withDefault(false);

    /** Does nothing, without a fault but for what its subclasses bring. */
    static class Base implements InterceptorProvider {
        @Override
        public Interceptor<?, ?> create(PluginSettings settings) {
            return new Interceptor<>() {};
        }
    }

    @Plugin(
            name = "good",
            aliases = {"well", "Good-2.0"},
            summary = "For tests.")
    public static final class Good extends Base {}

    public static final class Nameless extends Base {}

    @Plugin(name = "Loud", summary = "For tests.")
    public static final class UpperCase extends Base {}

    @Plugin(name = "with space", summary = "For tests.")
    public static final class WithSpace extends Base {}

    @Plugin(name = "twice", aliases = "Twice", summary = "For tests.")
    public static final class Twice extends Base {}

    @Plugin(name = "mute", summary = " ")
    public static final class Mute extends Base {}

    @Plugin(name = "future", apiLevel = 99, summary = "For tests.")
    public static final class Future extends Base {}

    @Plugin(name = "hidden", summary = "For tests.")
    static final class Hidden extends Base {}

    @Plugin(name = "costly", summary = "For tests.")
    public static final class Costly extends Base {
        public Costly(int ignored) {}
    }

    @Plugin(name = "null", summary = "For tests.")
    public static final class MakesNull extends Base {
        @Override
        public Interceptor<?, ?> create(PluginSettings settings) {
            return null;
        }
    }

    @Plugin(name = "once", summary = "For tests.")
    public static final class ClosesOnce extends Base {
        @Override
        public Interceptor<?, ?> create(PluginSettings settings) {
            return new Interceptor<>() {
                private boolean closed;

                @Override
                public void close() {
                    if (closed) {
                        throw new IllegalStateException("closed before");
                    }
                    closed = true;
                }
            };
        }
    }

    /** Declares settings, and reads others. */
    @Plugin(name = "settings", summary = "For tests.")
    public static final class WithSettings extends Base {
        private final List<PluginSetting<?>> declared;
        private final List<PluginSetting<?>> read;

        public WithSettings() {
            this(List.of(), List.of());
        }

        WithSettings(List<PluginSetting<?>> declared, List<PluginSetting<?>> read) {
            this.declared = declared;
            this.read = read;
        }

        @Override
        public List<PluginSetting<?>> settings() {
            return declared;
        }

        @Override
        public Interceptor<?, ?> create(PluginSettings settings) {
            read.forEach(settings::get);
            return new Interceptor<>() {};
        }
    }

    @Test
    void findsNothingWrongWithAGoodProvider() {
        assertThat(findings(new Good())).isEmpty();
        assertThat(findings(new WithSettings(List.of(LOUD), List.of(LOUD)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(classes = {Nameless.class, UpperCase.class, WithSpace.class, Twice.class, Mute.class, Future.class})
    void findsADescriptionThatIsNotComplete(Class<? extends Base> type) throws Exception {
        assertThat(findings(type.getConstructor().newInstance())).containsOnlyKeys(DESCRIBED);
    }

    @Test
    void findsAClassThatNobodyCanMake() {
        assertThat(findings(new Hidden()))
                .containsOnlyKeys("is a public class with a public constructor without parameters");
        assertThat(findings(new Costly(1)))
                .containsOnlyKeys("is a public class with a public constructor without parameters");
    }

    @Test
    void findsAProviderThatMakesNull() {
        assertThat(findings(new MakesNull())).containsKey("is made from the settings that it declares, and no others");
    }

    @Test
    void findsAPluginThatCannotBeClosedTwice() {
        assertThat(findings(new ClosesOnce())).containsOnlyKeys("can be closed unused, and twice");
    }

    @Test
    void findsASettingThatIsReadButNotDeclared() {
        assertThat(findings(new WithSettings(List.of(), List.of(LOUD))))
                .containsKey("is made from the settings that it declares, and no others");
    }

    @Test
    void findsASettingThatIsDeclaredButNotReadUnlessTheTestAllowsIt() {
        WithSettings vain = new WithSettings(List.of(LOUD), List.of());

        assertThat(findings(vain))
                .hasEntrySatisfying(
                        "reads every setting that it declares",
                        words -> assertThat(words).contains("[loud]"));
        assertThat(Findings.of(checks(
                        PluginUnderTest.<InterceptorProvider>of(() -> vain).exempt(Set.of("loud")))))
                .isEmpty();
    }

    @Test
    void findsASettingThatIsThereTwiceOrHasNoText() {
        assertThat(findings(new WithSettings(List.of(LOUD, LOUD), List.of(LOUD))))
                .containsOnlyKeys("describes each of its settings once, in words");
        PluginSetting<String> untold = PluginSetting.text("untold", " ").withDefault("x");
        assertThat(findings(new WithSettings(List.of(untold), List.of(untold))))
                .containsOnlyKeys("describes each of its settings once, in words");
    }

    private static Map<String, String> findings(InterceptorProvider provider) {
        return Findings.of(checks(PluginUnderTest.of(() -> provider)));
    }

    private static List<Check> checks(PluginUnderTest<InterceptorProvider> plugin) {
        return new ProviderChecks<InterceptorProvider, Interceptor<?, ?>>(
                        plugin, InterceptorProvider::create, interceptor -> {})
                .all();
    }
}
