package dev.holdup.analysis.leaks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.AnalysisOutcome;
import dev.holdup.analysis.AnalyzerOptions;
import dev.holdup.analysis.IncidentAnalyzer;
import dev.holdup.analysis.Progress;
import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.analysis.findings.ViewName;
import dev.holdup.analysis.heap.MemoryLimit;
import dev.holdup.analysis.rules.RuleBook;
import dev.holdup.samples.incidents.Jdks;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Assumptions;

/// A program of the tests' resources, run by a real JVM of a version; it writes its own heap dump.
final class ChildProgram {
    private static final int PATIENCE_SECONDS = 120;

    private ChildProgram() {}

    /// @param jars on its class path
    /// @param options of the JVM
    /// @param plugins sources to compile into the folder `plugins`, outside of its class path
    /// @return the heap dump
    static Path run(
            int release, String program, Path folder, List<Path> jars, List<String> options, List<String> plugins)
            throws Exception {
        Path javaHome = Jdks.release(release).orElseGet(() -> Assumptions.abort("SKIPPED: no JDK " + release));
        Files.createDirectories(folder);
        String classPath = jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        compile(program, folder, folder, classPath);
        for (String plugin : plugins) {
            compile(plugin, folder, Files.createDirectories(folder.resolve("plugins")), "");
        }
        Path said = folder.resolve("said.txt");
        List<String> command = new ArrayList<>();
        command.add(javaHome.resolve("bin/java").toString());
        command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC"));
        command.addAll(options);
        command.addAll(List.of(
                "-cp",
                folder + (classPath.isEmpty() ? "" : File.pathSeparator + classPath),
                program,
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

    static IncidentReport analyze(Path heap, int threads, boolean showValues) {
        AnalyzerOptions options = new AnalyzerOptions(
                "test", threads, MemoryLimit.ofMachine(), RuleBook.builtIn(), ViewName.all(), showValues);
        return switch (new IncidentAnalyzer(options).analyze(List.of(heap), Progress.SILENT)) {
            case AnalysisOutcome.Analyzed(IncidentReport analyzed) -> analyzed;
            case AnalysisOutcome.Failed(String message) -> throw new AssertionError(message);
        };
    }

    private static void compile(String program, Path folder, Path classes, String classPath) throws IOException {
        Path copy = folder.resolve(program + ".java");
        try (InputStream text = ChildProgram.class.getResourceAsStream(program + ".java")) {
            Files.copy(Objects.requireNonNull(text), copy);
        }
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "--release",
                        "17",
                        "-g",
                        "-nowarn",
                        "-cp",
                        classPath,
                        "-d",
                        classes.toString(),
                        copy.toString());
        assertThat(failed).isZero();
    }
}
