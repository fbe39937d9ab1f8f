package dev.holdup.samples.incidents;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Copies of the application and its libraries in the folder where it runs, so that no other path shows in its heap.
final class ClassPath {

    private static final String APPS = "dev/holdup/samples/apps";

    private ClassPath() {}

    /// @return the class path, relative to `folder`
    static String copyTo(Path folder, Class<?> application, List<Class<?>> libraries)
            throws IOException, StagingException {
        List<String> entries = new ArrayList<>();
        Path own = origin(application);
        if (Files.isDirectory(own)) {
            copyTree(own, own.resolve(APPS), folder.resolve("app"));
            entries.add("app");
        } else {
            entries.add(copyJar(own, folder));
        }
        for (Class<?> library : libraries) {
            entries.add(copyJar(origin(library), folder));
        }
        return String.join(":", entries);
    }

    private static String copyJar(Path jar, Path folder) throws IOException {
        String name = "lib/" + jar.getFileName();
        Files.createDirectories(folder.resolve("lib"));
        Files.copy(jar, folder.resolve(name));
        return name;
    }

    private static void copyTree(Path root, Path part, Path target) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(part)) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            Path copy = target.resolve(root.relativize(file).toString());
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
        }
    }

    private static Path origin(Class<?> type) throws StagingException {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source == null) {
            throw new StagingException("Nobody knows where " + type.getName() + " was loaded from");
        }
        try {
            URI uri = source.getLocation().toURI();
            return Path.of(uri);
        } catch (URISyntaxException notAPath) {
            throw new StagingException(type.getName() + " was not loaded from a file: " + notAPath.getMessage());
        }
    }
}
