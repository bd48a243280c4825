package dev.kurier.protocol.incrementalalterconfigs;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.WireReader;
import dev.kurier.protocol.WireWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks to change configs of topics or brokers.
 *
 * @param resources one each
 * @param validateOnly whether to check the request and change nothing
 */
public record IncrementalAlterConfigsRequest(List<Resource> resources, boolean validateOnly) {
    /** Reads the body of a request. */
    public static IncrementalAlterConfigsRequest read(WireReader in, short version) {
        in.begin(ApiKey.INCREMENTAL_ALTER_CONFIGS, version);
        List<Resource> resources = in.array(version, Resource::read);
        boolean validateOnly = in.bool();
        in.skipTaggedFields();
        in.end();
        return new IncrementalAlterConfigsRequest(resources, validateOnly);
    }

    /** Writes the body of this request. */
    public void write(WireWriter out, short version) {
        out.begin(ApiKey.INCREMENTAL_ALTER_CONFIGS, version);
        out.array(version, resources, Resource::write);
        out.bool(validateOnly);
        out.noTaggedFields();
    }

    /**
     * Names one topic or broker.
     *
     * @param resourceType 2 a topic, 4 a broker
     * @param resourceName the topic's name or the broker's id
     * @param configs the changes
     */
    public record Resource(byte resourceType, String resourceName, List<Config> configs) {
        static Resource read(WireReader in, short version) {
            byte resourceType = in.int8();
            String resourceName = in.string();
            List<Config> configs = in.array(version, Config::read);
            in.skipTaggedFields();
            return new Resource(resourceType, resourceName, configs);
        }

        void write(WireWriter out, short version) {
            out.int8(resourceType);
            out.string(resourceName);
            out.array(version, configs, Config::write);
            out.noTaggedFields();
        }
    }

    /**
     * Says how one config is to change.
     *
     * @param name its name
     * @param operation 0 set, 1 remove, 2 append to a list, 3 subtract from a list
     * @param value null to remove it
     */
    public record Config(
            String name, byte operation, @Nullable String value) {
        static Config read(WireReader in, short version) {
            String name = in.string();
            byte operation = in.int8();
            String value = in.nullableString();
            in.skipTaggedFields();
            return new Config(name, operation, value);
        }

        void write(WireWriter out, short version) {
            out.string(name);
            out.int8(operation);
            out.nullableString(value);
            out.noTaggedFields();
        }
    }
}
