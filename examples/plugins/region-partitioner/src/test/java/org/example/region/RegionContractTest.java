package org.example.region;

import dev.kurier.api.spi.PartitionerProvider;
import dev.kurier.testkit.PartitionerContract;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Everything that Kurier demands of a partitioner, tried on this one. */
class RegionContractTest extends PartitionerContract {
    @Override
    protected PartitionerProvider provider() {
        return new RegionPartitionerProvider();
    }

    @Override
    protected List<byte[]> keys() {
        return Stream.of("eu-1", "eu-2", "us-1", "ap-", "eu", "nowhere-1", "")
                .map(key -> key.getBytes(StandardCharsets.UTF_8))
                .toList();
    }
}
