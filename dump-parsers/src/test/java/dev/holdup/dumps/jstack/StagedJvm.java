package dev.holdup.dumps.jstack;

import dev.holdup.dumps.model.ThreadDump;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// A child JVM that runs a source file of `src/test/resources/staged` and is dumped with the tools of its own JDK.
final class StagedJvm implements AutoCloseable {
    private final Path home;
    private final Process process;
    private final String ready;

    private StagedJvm(Path home, Process process, String ready) {
        this.home = home;
        this.process = process;
        this.ready = ready;
    }

    static StagedJvm start(Path home, Path directory, String source) throws IOException {
        Path file = directory.resolve(source);
        try (InputStream resource = StagedJvm.class.getResourceAsStream("/staged/" + source)) {
            Files.write(file, Objects.requireNonNull(resource, source).readAllBytes());
        }
        Process process = new ProcessBuilder(
                        home.resolve("bin/java").toString(), "-Xmx64m", "-XX:+UseSerialGC", file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("ready")) {
                return new StagedJvm(
                        home, process, line.substring("ready".length()).strip());
            }
        }
        throw new IOException(source + " ended before it was ready");
    }

    /// What the program printed after `ready`.
    String ready() {
        return ready;
    }

    ThreadDump jcmd(String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of("jcmd", pid(), "Thread.print"));
        command.addAll(List.of(options));
        return dump(command);
    }

    ThreadDump jstack(String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of("jstack"));
        command.addAll(List.of(options));
        command.add(pid());
        return dump(command);
    }

    String pid() {
        return Long.toString(process.pid());
    }

    private ThreadDump dump(List<String> command) throws IOException {
        return only(text(home, command));
    }

    static byte[] text(Path home, List<String> command) throws IOException {
        List<String> whole = new ArrayList<>(command);
        whole.set(0, home.resolve("bin").resolve(command.getFirst()).toString());
        Process tool = new ProcessBuilder(whole)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return tool.getInputStream().readAllBytes();
    }

    static ThreadDump only(byte[] text) throws IOException {
        List<ThreadDump> dumps = ThreadDumpParser.parse("child", new ByteArrayInputStream(text));
        if (dumps.size() != 1) {
            throw new IOException(dumps.size() + " dumps in " + new String(text, StandardCharsets.UTF_8));
        }
        return dumps.getFirst();
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.destroy();
    }
}
