package dev.kurier.cli.console;

import java.io.Closeable;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Opens the standard streams that the process was started with.
 *
 * <p>A closed one must not be used by its number: the first files that the JVM opens take the free numbers. Its bytes would
 * be read as standard input, or output written over it. Where the system does not list descriptors, all are taken for open.
 */
final class InheritedDescriptor {
    private static final List<Path> LISTS = List.of(Path.of("/proc/self/fd"), Path.of("/dev/fd"));

    private InheritedDescriptor() {}

    /** Standard input; if it is closed, a stream whose reads fail. */
    static InputStream input() {
        return isOpen(0) ? new FileInputStream(FileDescriptor.in) : closed(InputStream.nullInputStream());
    }

    /** Standard output (1) or standard error (2); if it is closed, a stream whose writes fail. */
    static OutputStream output(int number) {
        return isOpen(number)
                ? new FileOutputStream(number == 1 ? FileDescriptor.out : FileDescriptor.err)
                : closed(OutputStream.nullOutputStream());
    }

    private static boolean isOpen(int number) {
        for (Path list : LISTS) {
            if (Files.isDirectory(list)) {
                Path descriptor = list.resolve(Integer.toString(number));
                return Files.exists(descriptor, LinkOption.NOFOLLOW_LINKS) && !isOfJvm(descriptor, list);
            }
        }
        return true;
    }

    /** The JVM keeps its own files open: what it has under one number only was not handed to it beside them. */
    private static boolean isOfJvm(Path descriptor, Path list) {
        try {
            return filesOfJvm().anyMatch(file -> isSame(descriptor, file)) && countSame(descriptor, list) == 1;
        } catch (IOException | DirectoryIteratorException e) {
            return false;
        }
    }

    private static Stream<Path> filesOfJvm() {
        return Stream.concat(
                Stream.of(Path.of(System.getProperty("java.home"), "lib", "modules")),
                Stream.of("java.class.path", "jdk.module.path")
                        .flatMap(path -> Stream.of(System.getProperty(path, "").split(File.pathSeparator)))
                        .filter(entry -> !entry.isEmpty())
                        .map(Path::of));
    }

    private static int countSame(Path descriptor, Path list) throws IOException {
        int same = 0;
        try (DirectoryStream<Path> others = Files.newDirectoryStream(list)) {
            for (Path other : others) {
                same += isSame(descriptor, other) ? 1 : 0;
            }
        }
        return same;
    }

    /** Two names of one file; not if one can't be looked at, such as the descriptor of a list that has been read. */
    private static boolean isSame(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException e) {
            return false;
        }
    }

    private static <T extends Closeable> T closed(T stream) {
        try {
            stream.close();
            return stream;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
