package dev.holdup.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/// Starts a JVM for each run, with the options that the launcher gives to users, so that they start as cold as theirs.
public final class MeasuringJvm {
    private static final List<String> LAUNCHER_OPTIONS =
            List.of("--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC", "-Xmn16m");

    /// Other libraries run as a JVM does by itself: their tables are on the Java heap.
    static final List<String> PEER_OPTIONS = List.of();

    private MeasuringJvm() {}

    /// Without a start cache.
    static Measurement run(Subject subject, Path dump, int threads) throws IOException, InterruptedException {
        return run(subject, dump, threads, List.of());
    }

    /// @param startCache made by [#makeStartCache]; other libraries do without it
    static Measurement run(Subject subject, Path dump, int threads, Path startCache)
            throws IOException, InterruptedException {
        return run(
                subject,
                dump,
                threads,
                List.of(
                        "-XX:AOTCache=" + startCache,
                        "-Xlog:disable",
                        "-Xlog:all=error:stderr",
                        "-Xlog:aot*=off:stderr"));
    }

    private static Measurement run(Subject subject, Path dump, int threads, List<String> cacheOptions)
            throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(LAUNCHER_OPTIONS);
        options.addAll(cacheOptions);
        String printed = java(
                Subject.PEERS.contains(subject) ? PEER_OPTIONS : options,
                MeasuredRun.class,
                List.of(subject.name(), dump.toString(), Integer.toString(threads)));
        return JsonMapper.shared().readValue(printed, Measurement.class);
    }

    /// What the launcher's `make-start-cache` does, for the class path of the benchmarks: a whole analysis of a small
    /// dump.
    static void makeStartCache(Path cache, Path smallDump) throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(LAUNCHER_OPTIONS);
        options.add("-XX:AOTCacheOutput=" + cache);
        options.add("-Xlog:disable");
        java(options, MeasuredRun.class, List.of(Subject.INCIDENT.name(), smallDump.toString(), "1"));
    }

    /// Runs a main class of this class path in a JVM of its own.
    ///
    /// @return what it printed
    /// @throws IOException if it fails; its messages went to the standard error of this process
    public static String java(List<String> options, Class<?> main, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exitCode = process.waitFor();
            if (exitCode != 0) {
                throw new IOException(main.getSimpleName() + " " + String.join(" ", arguments)
                        + " failed with exit code " + exitCode);
            }
            return printed;
        } finally {
            process.destroyForcibly();
        }
    }
}
