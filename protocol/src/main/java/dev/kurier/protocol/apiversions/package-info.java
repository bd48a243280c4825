/**
 * The ApiVersions API (18): which APIs and versions a broker speaks.
 *
 * <p>Owns the layout of both messages in every version. Knows nothing of how versions are chosen. Start reading at
 * {@link dev.kurier.protocol.apiversions.ApiVersionsResponse}.
 */
@NullMarked
package dev.kurier.protocol.apiversions;

import org.jspecify.annotations.NullMarked;
