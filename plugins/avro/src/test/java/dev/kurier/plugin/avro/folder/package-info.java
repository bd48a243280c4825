/**
 * The plugin as users drop it in: in a folder of jars, apart from the application.
 *
 * <p>Start reading at FolderTest.
 */
package dev.kurier.plugin.avro.folder;
