package org.example.region;

import dev.kurier.api.setting.PluginSetting;
import dev.kurier.api.setting.PluginSettings;
import dev.kurier.api.spi.Partitioner;
import dev.kurier.api.spi.PartitionerProvider;
import dev.kurier.api.spi.Plugin;
import java.util.List;

/** Gives each region a share of a topic's partitions: {@code eu-4711} goes to one of those for {@code eu}. */
@Plugin(name = "region", summary = "A share of the partitions for each region that keys begin with.")
public final class RegionPartitionerProvider implements PartitionerProvider {
    private static final PluginSetting<List<String>> REGIONS = PluginSetting.list(
                    "regions", "The regions, in the order of their partitions, such as eu,us,ap.")
            .allowed(regions -> !regions.isEmpty(), "one name or more, separated by commas")
            .withDefault(List.of("eu", "us", "ap"));

    private static final PluginSetting<String> SEPARATOR =
            PluginSetting.text("separator", "What stands between the region and the rest of a key.")
                    .allowed(text -> !text.isEmpty(), "one character or more")
                    .withDefault("-");

    /** Called by the host; does nothing. */
    public RegionPartitionerProvider() {}

    @Override
    public List<PluginSetting<?>> settings() {
        return List.of(REGIONS, SEPARATOR);
    }

    @Override
    public Partitioner create(PluginSettings settings) {
        return new RegionPartitioner(settings.get(REGIONS), settings.get(SEPARATOR));
    }
}
