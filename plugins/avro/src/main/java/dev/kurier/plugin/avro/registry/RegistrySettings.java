package dev.kurier.plugin.avro.registry;

import dev.kurier.api.setting.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Says where the registry is and how long to wait for it.
 *
 * @param urls its instances, at least one, tried in this order beginning with the one that answered last
 * @param authorization the value of the {@code Authorization} header
 * @param requestTimeout how long one instance may take for one answer
 * @param totalTimeout how long a caller waits in all, retries included
 * @param retries how often all instances are tried again after each of them has failed
 * @param retryBackoff the pause before the first such retry; it doubles each time
 */
public record RegistrySettings(
        List<URI> urls,
        Optional<Secret> authorization,
        Duration requestTimeout,
        Duration totalTimeout,
        int retries,
        Duration retryBackoff) {
    public RegistrySettings {
        urls = List.copyOf(urls);
        if (urls.isEmpty()) {
            throw new IllegalArgumentException("urls must name at least one registry");
        }
    }
}
