package dev.holdup.dumps;

import static org.junit.jupiter.api.Assumptions.abort;

import dev.holdup.dumps.jstack.ThreadDumpParser;
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
import java.util.stream.Stream;

/// A child JVM that runs a source file of `src/test/resources/staged` and is dumped with the tools of its own JDK.
public final class StagedJvm implements AutoCloseable {
    private final Path home;
    private final Process process;
    private final BufferedReader output;
    private final String ready;

    private StagedJvm(Path home, Process process, BufferedReader output, String ready) {
        this.home = home;
        this.process = process;
        this.output = output;
        this.ready = ready;
    }

    public static StagedJvm start(Path home, Path directory, String source) throws IOException {
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
                        home, process, output, line.substring("ready".length()).strip());
            }
        }
        throw new IOException(source + " ended before it was ready");
    }

    /// A JDK 17 of this machine; the test is skipped without one.
    public static Path jdk17() throws IOException {
        Path parent = Path.of("/usr/lib/jvm");
        if (Files.isDirectory(parent)) {
            try (Stream<Path> homes = Files.list(parent)) {
                List<Path> found = homes.filter(
                                home -> home.getFileName().toString().contains("17"))
                        .filter(home -> Files.isExecutable(home.resolve("bin/jstack")))
                        .sorted()
                        .toList();
                if (!found.isEmpty()) {
                    return found.getFirst();
                }
            }
        }
        return abort("SKIPPED: no JDK 17 with jstack below " + parent + ": its dumps are not tested here");
    }

    /// What the program printed after `ready`.
    public String ready() {
        return ready;
    }

    public ThreadDump jcmd(String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of("jcmd", pid(), "Thread.print"));
        command.addAll(List.of(options));
        return dump(command);
    }

    public ThreadDump jstack(String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of("jstack"));
        command.addAll(List.of(options));
        command.add(pid());
        return dump(command);
    }

    public String pid() {
        return Long.toString(process.pid());
    }

    /// What a tool of the child's JDK prints.
    ///
    /// @param command the tool and its arguments before the process id
    public byte[] tool(String... command) throws IOException {
        List<String> whole = new ArrayList<>(List.of(command));
        whole.add(pid());
        return text(home, whole);
    }

    /// Sends the child a command on its input and gives all lines of its output up to one.
    public String answer(char command, String lastLine) throws IOException {
        process.getOutputStream().write(command);
        process.getOutputStream().flush();
        return outputUpTo(lastLine);
    }

    /// Lines of the child's output, up to one that begins so.
    public String outputUpTo(String lastLine) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String line = output.readLine(); line != null && !line.startsWith(lastLine); line = output.readLine()) {
            text.append(line).append('\n');
        }
        return text.append(lastLine).append('\n').toString();
    }

    private ThreadDump dump(List<String> command) throws IOException {
        return only(text(home, command));
    }

    public static byte[] text(Path home, List<String> command) throws IOException {
        List<String> whole = new ArrayList<>(command);
        whole.set(0, home.resolve("bin").resolve(command.getFirst()).toString());
        Process tool = new ProcessBuilder(whole)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return tool.getInputStream().readAllBytes();
    }

    public static ThreadDump only(byte[] text) throws IOException {
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
