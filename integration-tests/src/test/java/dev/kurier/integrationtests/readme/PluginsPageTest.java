package dev.kurier.integrationtests.readme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.producer.InstalledPlugins;
import dev.kurier.producer.Kurier;
import dev.kurier.producer.listing.PluginListing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keeps the page on plugins from forgetting one that comes with Kurier. */
class PluginsPageTest {
    private static final Path PAGE = Path.of("../docs/plugins.md");

    @Test
    void namesEveryPluginThatComesWithKurier() throws IOException {
        String text = MarkdownPage.read(PAGE).text();
        String shipped = text.substring(text.indexOf("## Plugins that come with Kurier"));
        try (InstalledPlugins plugins = Kurier.plugins(List.of())) {
            assertThat(plugins.listings())
                    .extracting(PluginListing::name)
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(shipped).contains("`" + name + "`"));
        }
    }
}
