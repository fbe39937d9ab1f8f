package dev.holdup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.samples.incidents.Staging;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;

/// `SecretiveProgram` as a JVM that goes on; its heap dump and thread dumps are taken.
final class SecretiveJvm implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;

    private final Path folder;
    private final Process process;

    /// @param folder empty; gets `heap.hprof` and `threads-1.txt`, `threads-2.txt`, `threads.json`
    SecretiveJvm(Path folder) throws Exception {
        this.folder = folder;
        compile("SecretiveProgram", Files.createDirectories(folder.resolve("classes")));
        compile("Within", Files.createDirectories(folder.resolve(SecretMark.TEXT + "-classes")));
        String java = Staging.ownJavaHome().resolve("bin/java").toString();
        ProcessBuilder builder = new ProcessBuilder(
                        java,
                        "-Xmx96m",
                        "-XX:+UseSerialGC",
                        "-Dshop.password=" + SecretMark.TEXT,
                        "-XX:OnOutOfMemoryError=page --token " + SecretMark.TEXT,
                        "-cp",
                        folder.resolve("classes").toString(),
                        "SecretiveProgram",
                        folder.toString(),
                        "--token=" + SecretMark.TEXT)
                .redirectError(folder.resolve("err.txt").toFile());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().put("SHOP_TOKEN", SecretMark.TEXT);
        process = builder.start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        assertThat(out.readLine())
                .as(Files.readString(folder.resolve("err.txt")))
                .isEqualTo("ready");
        jcmd("threads-1.txt", "Thread.print", "-l");
        jcmd("threads-2.txt", "Thread.print", "-l", "-e");
        jcmd(
                "dumped.txt",
                "Thread.dump_to_file",
                "-format=json",
                folder.resolve("threads.json").toString());
    }

    String pid() {
        return Long.toString(process.pid());
    }

    Path folder() {
        return folder;
    }

    Path heap() {
        return folder.resolve("heap.hprof");
    }

    /// All that makes the incident.
    List<Path> dumps() {
        return List.of(
                heap(),
                folder.resolve("threads-1.txt"),
                folder.resolve("threads-2.txt"),
                folder.resolve("threads.json"));
    }

    private void jcmd(String file, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(Staging.ownJavaHome().resolve("bin/jcmd").toString(), pid());
        builder.command().addAll(List.of(command));
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Process jcmd = builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve(file).toFile())
                .start();
        assertThat(jcmd.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(jcmd.exitValue()).isZero();
    }

    private static void compile(String name, Path classes) throws IOException {
        Path source = classes.resolveSibling(name + ".java");
        try (InputStream text = SecretiveJvm.class.getResourceAsStream(name + ".java")) {
            Files.copy(Objects.requireNonNull(text), source);
        }
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-g", "-nowarn", "-d", classes.toString(), source.toString());
        assertThat(failed).isZero();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
