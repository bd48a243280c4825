package dev.kurier.protocol.apiversions;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.TaggedFields;
import dev.kurier.protocol.WireReader;
import dev.kurier.protocol.WireWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists the APIs and versions that a broker speaks, and the features of its cluster.
 *
 * <p>An answer with error code 35 (UNSUPPORTED_VERSION) has the layout of version 0, whatever was asked, so that a
 * client can read it that is newer than the broker (KIP-511). {@link #read} and {@link #write} follow that rule.
 *
 * @param errorCode see {@link ErrorCode#of}
 * @param apiKeys one entry for each API
 * @param throttleTimeMs for how long the client is to stay silent; on the wire from version 1
 * @param supportedFeatures what the broker could do; from version 3
 * @param finalizedFeaturesEpoch the version of {@code finalizedFeatures}, -1 if unknown; from version 3
 * @param finalizedFeatures what the cluster has agreed on; from version 3
 * @param zkMigrationReady a relic of KRaft migration; from version 3
 */
public record ApiVersionsResponse(
        short errorCode,
        List<ApiVersion> apiKeys,
        int throttleTimeMs,
        List<SupportedFeature> supportedFeatures,
        long finalizedFeaturesEpoch,
        List<FinalizedFeature> finalizedFeatures,
        boolean zkMigrationReady) {

    /** Makes an answer without features. */
    public static ApiVersionsResponse of(short errorCode, List<ApiVersion> apiKeys) {
        return new ApiVersionsResponse(errorCode, apiKeys, 0, List.of(), -1, List.of(), false);
    }

    /** Returns the versions of an API, or null if the broker does not know it. */
    public @Nullable ApiVersion find(short apiKey) {
        for (ApiVersion entry : apiKeys) {
            if (entry.apiKey() == apiKey) {
                return entry;
            }
        }
        return null;
    }

    /** Reads the body of an answer to a request of a version. */
    public static ApiVersionsResponse read(WireReader in, short requestVersion) {
        in.begin(ApiKey.API_VERSIONS, requestVersion);
        short errorCode = in.int16();
        short version = layout(errorCode, requestVersion);
        in.begin(ApiKey.API_VERSIONS, version);
        List<ApiVersion> apiKeys = in.array(version, ApiVersion::read);
        int throttleTimeMs = version >= 1 ? in.int32() : 0;
        TaggedFields tags = in.taggedFields();
        List<SupportedFeature> supported = tags.read(0, tag -> tag.array(version, SupportedFeature::read), List.of());
        long epoch = tags.read(1, WireReader::int64, -1L);
        List<FinalizedFeature> finalized = tags.read(2, tag -> tag.array(version, FinalizedFeature::read), List.of());
        boolean zkMigrationReady = tags.read(3, WireReader::bool, false);
        tags.end();
        in.end();
        return new ApiVersionsResponse(
                errorCode, apiKeys, throttleTimeMs, supported, epoch, finalized, zkMigrationReady);
    }

    /** Writes the body of this answer to a request of a version; fields that are newer are left out. */
    public void write(WireWriter out, short requestVersion) {
        short version = layout(errorCode, requestVersion);
        out.begin(ApiKey.API_VERSIONS, version);
        out.int16(errorCode);
        out.array(version, apiKeys, ApiVersion::write);
        if (version >= 1) {
            out.int32(throttleTimeMs);
        }
        out.taggedFields()
                .field(
                        0,
                        !supportedFeatures.isEmpty(),
                        tag -> tag.array(version, supportedFeatures, SupportedFeature::write))
                .field(1, finalizedFeaturesEpoch != -1, tag -> tag.int64(finalizedFeaturesEpoch))
                .field(
                        2,
                        !finalizedFeatures.isEmpty(),
                        tag -> tag.array(version, finalizedFeatures, FinalizedFeature::write))
                .field(3, zkMigrationReady, tag -> tag.bool(true))
                .end();
    }

    private static short layout(short errorCode, short requestVersion) {
        return errorCode == ErrorCode.UNSUPPORTED_VERSION.code() ? 0 : requestVersion;
    }

    /**
     * Says which versions of one API the broker speaks.
     *
     * @param apiKey the API's number
     * @param minVersion the oldest
     * @param maxVersion the newest
     */
    public record ApiVersion(short apiKey, short minVersion, short maxVersion) {
        static ApiVersion read(WireReader in, short version) {
            ApiVersion entry = new ApiVersion(in.int16(), in.int16(), in.int16());
            in.skipTaggedFields();
            return entry;
        }

        void write(WireWriter out, short version) {
            out.int16(apiKey);
            out.int16(minVersion);
            out.int16(maxVersion);
            out.noTaggedFields();
        }
    }

    /**
     * Says which levels of a feature the broker supports.
     *
     * @param name the feature's name
     * @param minVersion the lowest level
     * @param maxVersion the highest level
     */
    public record SupportedFeature(String name, short minVersion, short maxVersion) {
        static SupportedFeature read(WireReader in, short version) {
            SupportedFeature feature = new SupportedFeature(in.string(), in.int16(), in.int16());
            in.skipTaggedFields();
            return feature;
        }

        void write(WireWriter out, short version) {
            out.string(name);
            out.int16(minVersion);
            out.int16(maxVersion);
            out.noTaggedFields();
        }
    }

    /**
     * Says which levels of a feature the cluster has agreed on; the highest comes first on the wire.
     *
     * @param name the feature's name
     * @param maxVersionLevel the highest level
     * @param minVersionLevel the lowest level
     */
    public record FinalizedFeature(String name, short maxVersionLevel, short minVersionLevel) {
        static FinalizedFeature read(WireReader in, short version) {
            FinalizedFeature feature = new FinalizedFeature(in.string(), in.int16(), in.int16());
            in.skipTaggedFields();
            return feature;
        }

        void write(WireWriter out, short version) {
            out.string(name);
            out.int16(maxVersionLevel);
            out.int16(minVersionLevel);
            out.noTaggedFields();
        }
    }
}
