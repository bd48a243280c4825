package dev.kurier.producer.plugin.path;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.InvalidModuleDescriptorException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** Reads which version a plugin has, from its jar or module; runs no plugin code. */
public final class PluginVersion {
    private static final String MODULE_INFO = "module-info.class";

    private PluginVersion() {}

    /** The version of the module of a class, or else of the jar or directory that it came from; empty if none says. */
    public static String of(Class<?> type, String source) {
        ModuleDescriptor module = type.getModule().getDescriptor();
        return Optional.ofNullable(module).flatMap(ModuleDescriptor::rawVersion).orElseGet(() -> of(source));
    }

    /**
     * The {@code Implementation-Version} of a jar's manifest, or else the version in its module descriptor; of a directory,
     * the latter. Empty if there is none, or no such file.
     */
    public static String of(String source) {
        File file = new File(source);
        try {
            if (file.isDirectory()) {
                Path descriptor = file.toPath().resolve(MODULE_INFO);
                return Files.exists(descriptor) ? versionIn(Files.newInputStream(descriptor)) : "";
            }
            return file.isFile() ? versionOfJar(file) : "";
        } catch (IOException | InvalidModuleDescriptorException e) {
            return "";
        }
    }

    private static String versionOfJar(File file) throws IOException {
        try (JarFile jar = new JarFile(file, false, ZipFile.OPEN_READ, Runtime.version())) {
            Manifest manifest = jar.getManifest();
            String version = manifest == null
                    ? null
                    : manifest.getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION);
            JarEntry descriptor = jar.getJarEntry(MODULE_INFO);
            if (isGiven(version) || descriptor == null) {
                return version == null ? "" : version.strip();
            }
            return versionIn(jar.getInputStream(descriptor));
        }
    }

    private static boolean isGiven(@Nullable String version) {
        return version != null && !version.isBlank();
    }

    private static String versionIn(InputStream descriptor) throws IOException {
        try (descriptor) {
            return ModuleDescriptor.read(descriptor).rawVersion().orElse("");
        }
    }
}
