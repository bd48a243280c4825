package dev.kurier.protocol.describeconfigs;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.WireReader;
import dev.kurier.protocol.WireWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the configs of topics or brokers.
 *
 * @param resources one each
 * @param includeSynonyms whether to list where else the value could come from
 * @param includeDocumentation whether to explain each config; from version 3
 */
public record DescribeConfigsRequest(List<Resource> resources, boolean includeSynonyms, boolean includeDocumentation) {
    /** Reads the body of a request. */
    public static DescribeConfigsRequest read(WireReader in, short version) {
        in.begin(ApiKey.DESCRIBE_CONFIGS, version);
        List<Resource> resources = in.array(version, Resource::read);
        boolean includeSynonyms = in.bool();
        boolean includeDocumentation = version >= 3 && in.bool();
        in.skipTaggedFields();
        in.end();
        return new DescribeConfigsRequest(resources, includeSynonyms, includeDocumentation);
    }

    /**
     * Writes the body of this request; other fields that are newer than the version are left out.
     *
     * @throws IllegalArgumentException if the version would change what the request means
     */
    public void write(WireWriter out, short version) {
        out.begin(ApiKey.DESCRIBE_CONFIGS, version);
        out.refuseIf(version < 3 && includeDocumentation, "DescribeConfigsRequest.includeDocumentation", version);
        out.array(version, resources, Resource::write);
        out.bool(includeSynonyms);
        if (version >= 3) {
            out.bool(includeDocumentation);
        }
        out.noTaggedFields();
    }

    /**
     * Names one topic or broker.
     *
     * @param resourceType 2 a topic, 4 a broker
     * @param resourceName the topic's name or the broker's id
     * @param configNames the configs wanted, null for all
     */
    public record Resource(
            byte resourceType,
            String resourceName,
            @Nullable List<String> configNames) {
        static Resource read(WireReader in, short version) {
            byte resourceType = in.int8();
            String resourceName = in.string();
            List<String> configNames = in.nullableArray(version, (from, v) -> from.string());
            in.skipTaggedFields();
            return new Resource(resourceType, resourceName, configNames);
        }

        void write(WireWriter out, short version) {
            out.int8(resourceType);
            out.string(resourceName);
            out.nullableArray(version, configNames, (name, to, v) -> to.string(name));
            out.noTaggedFields();
        }
    }
}
