package dev.kurier.plugin.avro;

import dev.kurier.api.error.PluginException;
import dev.kurier.api.setting.PluginSetting;
import dev.kurier.api.setting.PluginSettings;
import dev.kurier.api.setting.Secret;
import dev.kurier.plugin.avro.registry.RegistrySettings;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Declares the settings of the plugin, under the names of Confluent's serializer where it has them, and reads them. */
final class AvroSettings {
    static final PluginSetting<Boolean> AUTO_REGISTER = PluginSetting.bool(
                    "auto.register.schemas", "Registers schemas that the registry does not know.")
            .withDefault(true);
    static final PluginSetting<Boolean> USE_LATEST = PluginSetting.bool(
                    "use.latest.version",
                    "Writes with the subject's latest version; needs auto.register.schemas=false.")
            .withDefault(false);
    static final PluginSetting<Long> LATEST_TTL = PluginSetting.longInteger(
                    "latest.cache.ttl.sec",
                    "After how many seconds the latest version is asked for again; -1 for never.",
                    -1,
                    Integer.MAX_VALUE)
            .withDefault(-1L);
    static final PluginSetting<Boolean> NORMALIZE = PluginSetting.bool(
                    "normalize.schemas", "Takes schemas for equal that differ in their form only.")
            .withDefault(false);
    static final PluginSetting<String> STRATEGY = PluginSetting.text(
                    "subject.name.strategy", "How the subject is named that a schema is registered under.")
            .allowed(text -> SubjectNameStrategy.find(text) != null, SubjectNameStrategy.ALLOWED)
            .withDefault("topic");
    static final PluginSetting<Integer> CACHE_SIZE = PluginSetting.integer(
                    "cache.size", "How many schemas are kept in mind, with their ids.", 1, 1_000_000)
            .withDefault(1_000);

    private static final PluginSetting<List<String>> URLS = PluginSetting.list(
            "schema.registry.url", "Where the registry's instances are, for example http://sr1:8081.");
    private static final PluginSetting<Optional<Secret>> USER_INFO = PluginSetting.secret(
                    "basic.auth.user.info", "Name and password at the registry, written name:password.")
            .optional();
    private static final PluginSetting<Optional<Secret>> TOKEN = PluginSetting.secret(
                    "bearer.auth.token", "A token for the registry.")
            .optional();
    private static final PluginSetting<Duration> REQUEST_TIMEOUT = PluginSetting.millis(
                    "request.timeout.ms", "How long one instance may take for an answer.", 1, 3_600_000)
            .withDefault(Duration.ofSeconds(5));
    private static final PluginSetting<Duration> TIMEOUT = PluginSetting.millis(
                    "timeout.ms", "How long send waits for the registry in all, retries included.", 1, 3_600_000)
            .withDefault(Duration.ofSeconds(15));
    private static final PluginSetting<Integer> RETRIES = PluginSetting.integer(
                    "retries", "How often all instances are tried again when each has failed.", 0, 1_000)
            .withDefault(3);
    private static final PluginSetting<Duration> BACKOFF = PluginSetting.millis(
                    "retry.backoff.ms", "The pause before the first retry; it doubles each time.", 0, 3_600_000)
            .withDefault(Duration.ofMillis(100));

    private AvroSettings() {}

    static List<PluginSetting<?>> declared() {
        return List.of(
                URLS,
                USER_INFO,
                TOKEN,
                AUTO_REGISTER,
                USE_LATEST,
                LATEST_TTL,
                NORMALIZE,
                STRATEGY,
                CACHE_SIZE,
                REQUEST_TIMEOUT,
                TIMEOUT,
                RETRIES,
                BACKOFF);
    }

    /**
     * Reads where the registry is.
     *
     * @throws PluginException if a URL or the credentials can't be used; the message holds neither
     */
    static RegistrySettings registry(PluginSettings settings) {
        List<String> urls = settings.get(URLS);
        if (urls.isEmpty()) {
            throw new PluginException("its setting schema.registry.url is empty: it must name the registry", null);
        }
        return new RegistrySettings(
                urls(urls),
                authorization(settings),
                settings.get(REQUEST_TIMEOUT),
                settings.get(TIMEOUT),
                settings.get(RETRIES),
                settings.get(BACKOFF));
    }

    /** Refuses combinations that contradict each other. */
    static void requireOneWay(PluginSettings settings) {
        if (settings.get(USE_LATEST) && settings.get(AUTO_REGISTER)) {
            throw new PluginException(
                    "its settings use.latest.version=true and auto.register.schemas=true contradict each other:"
                            + " set auto.register.schemas=false to write with the latest version",
                    null);
        }
    }

    private static Optional<Secret> authorization(PluginSettings settings) {
        Optional<Secret> user = settings.get(USER_INFO);
        Optional<Secret> token = settings.get(TOKEN);
        if (user.isPresent() && token.isPresent()) {
            throw new PluginException(
                    "its settings basic.auth.user.info and bearer.auth.token are both given: keep the one that the"
                            + " registry asks for",
                    null);
        }
        if (user.isPresent() && user.get().reveal().indexOf(':') < 1) {
            throw new PluginException(
                    "its setting basic.auth.user.info=" + Secret.HIDDEN + " must be written name:password", null);
        }
        return user.map(AvroSettings::basic)
                .or(() -> token.map(AvroSettings::bearer))
                .map(Secret::of);
    }

    private static String basic(Secret user) {
        return "Basic " + Base64.getEncoder().encodeToString(user.reveal().getBytes(StandardCharsets.UTF_8));
    }

    private static String bearer(Secret token) {
        String text = token.reveal();
        if (!text.chars().allMatch(letter -> letter > ' ' && letter < 0x7f)) {
            throw new PluginException(
                    "its setting bearer.auth.token=" + Secret.HIDDEN + " must be of visible ASCII letters", null);
        }
        return "Bearer " + text;
    }

    private static List<URI> urls(List<String> texts) {
        // Not shown: what stands before an @ or behind a ? may be a secret, which may hold any letter, a comma too.
        boolean mayHoldASecret = texts.stream().anyMatch(text -> text.indexOf('@') >= 0 || text.indexOf('?') >= 0);
        if (mayHoldASecret) {
            throw new PluginException(
                    "its setting schema.registry.url holds a user or a query, so it is not shown: URLs get into logs, so put"
                            + " name:password into basic.auth.user.info, or a token into bearer.auth.token, instead",
                    null);
        }
        return texts.stream().map(AvroSettings::url).toList();
    }

    private static URI url(String text) {
        try {
            URI url = URI.create(text);
            String scheme = String.valueOf(url.getScheme());
            boolean isHttp = scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https");
            if (isHttp && url.getHost() != null && url.getFragment() == null) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            // Refused like any other that is not usable.
        }
        throw new PluginException(
                "its setting schema.registry.url=" + text.replaceAll("\\p{Cntrl}", "?")
                        + " must be URLs like http://host:8081, separated by commas",
                null);
    }
}
