package dev.holdup.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The real command, run as a process of its own in a folder.
///
/// @param out all of standard output
/// @param err all of standard error
record HoldupProcess(int exitCode, String out, String err) {
    private static final int PATIENCE_SECONDS = System.getenv("HOLDUP_LONG_HAUL") == null ? 120 : 1800;

    /// Runs it by its main class, on the class path of the tests.
    static HoldupProcess run(Path folder, String... arguments) throws IOException, InterruptedException {
        return runWith(folder, Map.of(), arguments);
    }

    /// @param environment added to ours; an empty value removes a variable
    static HoldupProcess runWith(Path folder, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.holdup.cli.Main"));
        command.addAll(List.of(arguments));
        return run(folder, environment, command);
    }

    /// @param environment added to ours; an empty value removes a variable
    static HoldupProcess run(Path folder, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile("holdup-out", ".txt");
        Path err = Files.createTempFile("holdup-err", ".txt");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            // What tools around the tests put there would appear on standard error.
            builder.environment().remove("JAVA_TOOL_OPTIONS");
            environment.forEach((name, value) -> {
                if (value.isEmpty()) {
                    builder.environment().remove(name);
                } else {
                    builder.environment().put(name, value);
                }
            });
            Process process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("still running after " + PATIENCE_SECONDS + " s: " + command);
            }
            return new HoldupProcess(process.exitValue(), text(out), text(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
