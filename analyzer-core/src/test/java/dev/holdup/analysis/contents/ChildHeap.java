package dev.holdup.analysis.contents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.samples.incidents.Jdks;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Assumptions;

/// A real JVM of a version, which ran a program of which all is known in a folder.
final class ChildHeap {
    private static final int PATIENCE_SECONDS = 120;

    private ChildHeap() {}

    static Path jdk(int release) {
        return Jdks.release(release).orElseGet(() -> Assumptions.abort("SKIPPED: no JDK " + release));
    }

    /// The heap dump that it wrote.
    static Path dump(Path javaHome, Path folder) throws Exception {
        compile("ContentsProgram.java", folder, folder);
        compile("Plugin.java", folder, Files.createDirectories(folder.resolve("plugins")));
        return run(javaHome, folder, List.of(), "ContentsProgram");
    }

    /// The heap dump of a program that keeps what `make` of some classes makes.
    ///
    /// @param jars of libraries
    static Path collections(Path javaHome, Path folder, List<Path> jars, String... makers) throws Exception {
        List<String> sources = new ArrayList<>(List.of("collections/CollectionsProgram.java"));
        for (String maker : makers) {
            sources.add("collections/" + maker + ".java");
        }
        compile(sources, folder, folder, jars);
        return run(javaHome, folder, jars, "CollectionsProgram", makers);
    }

    private static Path run(Path javaHome, Path folder, List<Path> jars, String program, String... arguments)
            throws Exception {
        Path said = folder.resolve("said.txt");
        List<String> command = new ArrayList<>(List.of(
                javaHome.resolve("bin/java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-cp",
                classPath(folder, jars),
                program,
                folder.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Process process = builder.start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("still running after " + PATIENCE_SECONDS + " s: " + command);
        }
        assertThat(process.exitValue()).as(Files.readString(said)).isZero();
        return folder.resolve("heap.hprof");
    }

    private static String classPath(Path folder, List<Path> jars) {
        return Stream.concat(Stream.of(folder), jars.stream())
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static void compile(String source, Path folder, Path classes) throws IOException {
        compile(List.of(source), folder, classes, List.of());
    }

    private static void compile(List<String> sources, Path folder, Path classes, List<Path> jars) throws IOException {
        List<String> options = new ArrayList<>(List.of(
                "--release", "17", "-nowarn", "-proc:none", "-cp", classPath(folder, jars), "-d", classes.toString()));
        for (String source : sources) {
            Path copy = folder.resolve(source.substring(source.lastIndexOf('/') + 1));
            try (InputStream text = ChildHeap.class.getResourceAsStream(source)) {
                Files.copy(Objects.requireNonNull(text), copy);
            }
            options.add(copy.toString());
        }
        ByteArrayOutputStream complaints = new ByteArrayOutputStream();
        int failed = ToolProvider.getSystemJavaCompiler().run(null, null, complaints, options.toArray(String[]::new));
        assertThat(failed).as(complaints.toString(StandardCharsets.UTF_8)).isZero();
    }
}
