/**
 * A schema registry for tests, in this process and on the loopback address; shipped as the test jar of the plugin.
 *
 * <p>Start reading at SchemaRegistryStub.
 */
package dev.kurier.plugin.avro.stub;
