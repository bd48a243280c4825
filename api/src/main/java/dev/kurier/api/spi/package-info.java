/**
 * What plugin authors implement: serializers, partitioners, interceptors, each behind a provider.
 *
 * <p>Owns the plugin contracts. Start reading at {@link dev.kurier.api.spi.SerializerProvider} and
 * {@link dev.kurier.api.spi.Serializer}.
 */
@NullMarked
package dev.kurier.api.spi;

import org.jspecify.annotations.NullMarked;
