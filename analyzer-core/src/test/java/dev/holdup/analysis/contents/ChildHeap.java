package dev.holdup.analysis.contents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.samples.incidents.Jdks;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Assumptions;

/// A real JVM of a version, which ran `ContentsProgram` in a folder.
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
        Path said = folder.resolve("said.txt");
        List<String> command = new ArrayList<>(List.of(
                javaHome.resolve("bin/java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-cp",
                folder.toString(),
                "ContentsProgram",
                folder.toString()));
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

    private static void compile(String source, Path folder, Path classes) throws IOException {
        Path copy = folder.resolve(source);
        try (InputStream text = ChildHeap.class.getResourceAsStream(source)) {
            Files.copy(Objects.requireNonNull(text), copy);
        }
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "--release", "17", "-nowarn", "-d", classes.toString(), copy.toString());
        assertThat(failed).isZero();
    }
}
