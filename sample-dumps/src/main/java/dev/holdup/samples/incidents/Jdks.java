package dev.holdup.samples.incidents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// JDKs on this machine, to stage with other releases than the running one.
public final class Jdks {
    private static final List<Path> FOLDERS = List.of(
            Path.of("/usr/lib/jvm"),
            Path.of("/opt"),
            Path.of(System.getProperty("user.home"), ".sdkman/candidates/java"),
            Path.of(System.getProperty("user.home"), ".jdks"));

    private Jdks() {}

    /// A JDK of that feature release with its tools: the running one, or one from the usual folders.
    public static Optional<Path> release(int feature) {
        return Runtime.version().feature() == feature
                ? Optional.of(Staging.ownJavaHome())
                : FOLDERS.stream()
                        .flatMap(Jdks::in)
                        .filter(home -> isRelease(home, feature))
                        .findFirst();
    }

    private static Stream<Path> in(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> homes = Files.list(folder)) {
            return homes.sorted().toList().stream();
        } catch (IOException unreadable) {
            return Stream.empty();
        }
    }

    private static boolean isRelease(Path home, int feature) {
        Path release = home.resolve("release");
        try {
            return Files.isExecutable(home.resolve("bin/jcmd"))
                    && Files.isReadable(release)
                    && Files.readString(release).contains("JAVA_VERSION=\"" + feature + ".");
        } catch (IOException unreadable) {
            return false;
        }
    }
}
