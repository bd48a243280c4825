package dev.kurier.protocol.describeconfigs;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.WireReader;
import dev.kurier.protocol.WireWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shows the configs of topics or brokers.
 *
 * @param throttleTimeMs for how long the client is to stay silent
 * @param results one for each that was asked for
 */
public record DescribeConfigsResponse(int throttleTimeMs, List<Resource> results) {
    /** Reads the body of an answer. */
    public static DescribeConfigsResponse read(WireReader in, short version) {
        in.begin(ApiKey.DESCRIBE_CONFIGS, version);
        int throttleTimeMs = in.int32();
        List<Resource> results = in.array(version, Resource::read);
        in.skipTaggedFields();
        in.end();
        return new DescribeConfigsResponse(throttleTimeMs, results);
    }

    /** Writes the body of this answer; fields that are newer than the version are left out. */
    public void write(WireWriter out, short version) {
        out.begin(ApiKey.DESCRIBE_CONFIGS, version);
        out.int32(throttleTimeMs);
        out.array(version, results, Resource::write);
        out.noTaggedFields();
    }

    /**
     * Shows one topic or broker.
     *
     * @param errorCode see {@link ErrorCode#of}
     * @param errorMessage what was wrong, or null
     * @param resourceType 2 a topic, 4 a broker
     * @param resourceName the topic's name or the broker's id
     * @param configs those wanted that exist
     */
    public record Resource(
            short errorCode,
            @Nullable String errorMessage,
            byte resourceType,
            String resourceName,
            List<Config> configs) {
        static Resource read(WireReader in, short version) {
            short errorCode = in.int16();
            String errorMessage = in.nullableString();
            byte resourceType = in.int8();
            String resourceName = in.string();
            List<Config> configs = in.array(version, Config::read);
            in.skipTaggedFields();
            return new Resource(errorCode, errorMessage, resourceType, resourceName, configs);
        }

        void write(WireWriter out, short version) {
            out.int16(errorCode);
            out.nullableString(errorMessage);
            out.int8(resourceType);
            out.string(resourceName);
            out.array(version, configs, Config::write);
            out.noTaggedFields();
        }
    }

    /**
     * Shows one config.
     *
     * @param name its name
     * @param value null if it has none, or is secret
     * @param readOnly whether clients can't change it
     * @param configSource where the value comes from: 1 the topic, 4 the broker's file, 5 a default, …
     * @param isSensitive whether the value is secret
     * @param synonyms the values it could have, the one in force first
     * @param configType 1 boolean, 2 string, 3 int, 4 short, 5 long, 6 double, 7 list, 8 class, 9 password; from version 3
     * @param documentation what it is for, or null; empty before version 3
     */
    public record Config(
            String name,
            @Nullable String value,
            boolean readOnly,
            byte configSource,
            boolean isSensitive,
            List<Synonym> synonyms,
            byte configType,
            @Nullable String documentation) {
        static Config read(WireReader in, short version) {
            String name = in.string();
            String value = in.nullableString();
            boolean readOnly = in.bool();
            byte configSource = in.int8();
            boolean isSensitive = in.bool();
            List<Synonym> synonyms = in.array(version, Synonym::read);
            byte configType = version >= 3 ? in.int8() : (byte) 0;
            String documentation = version >= 3 ? in.nullableString() : "";
            in.skipTaggedFields();
            return new Config(name, value, readOnly, configSource, isSensitive, synonyms, configType, documentation);
        }

        void write(WireWriter out, short version) {
            out.string(name);
            out.nullableString(value);
            out.bool(readOnly);
            out.int8(configSource);
            out.bool(isSensitive);
            out.array(version, synonyms, Synonym::write);
            if (version >= 3) {
                out.int8(configType);
            }
            if (version >= 3) {
                out.nullableString(documentation);
            }
            out.noTaggedFields();
        }
    }

    /**
     * Shows one value a config has or would have.
     *
     * @param name its name
     * @param value null if it has none, or is secret
     * @param source where this value comes from, as in {@code configSource}
     */
    public record Synonym(String name, @Nullable String value, byte source) {
        static Synonym read(WireReader in, short version) {
            String name = in.string();
            String value = in.nullableString();
            byte source = in.int8();
            in.skipTaggedFields();
            return new Synonym(name, value, source);
        }

        void write(WireWriter out, short version) {
            out.string(name);
            out.nullableString(value);
            out.int8(source);
            out.noTaggedFields();
        }
    }
}
