package dev.holdup.capture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The JDK's tool that asks a JVM; it speaks to all since Java 8, and to those in containers.
///
/// @param tool its path
/// @param pid as this machine sees the process
record Jcmd(Path tool, long pid) {
    private static final int LONGEST_SAYING = 200;

    /// What the JVM has answered.
    ///
    /// @param ok whether it has done what it was asked for
    /// @param said lines of text; in case of trouble what the trouble is
    record Answer(boolean ok, String said) {
        /// The line that says most of what went wrong, shortened.
        String reason() {
            String reason = said.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.matches("\\d+:") && !line.startsWith("at "))
                    .findFirst()
                    .orElse("it says nothing");
            return reason.length() <= LONGEST_SAYING ? reason : reason.substring(0, LONGEST_SAYING - 1) + "…";
        }
    }

    /// @param said where the answer goes as it comes
    /// @param patience null to wait as long as it takes
    Answer ask(Path said, @Nullable Duration patience, List<String> command) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(tool.toString(), Long.toString(pid)));
        line.addAll(command);
        ProcessBuilder builder =
                new ProcessBuilder(line).redirectOutput(said.toFile()).redirectErrorStream(true);
        // Options for the dying server are none for its helper.
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().remove("JDK_JAVA_OPTIONS");
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            if (patience == null) {
                process.waitFor();
            } else if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return new Answer(false, "no answer within " + patience.toSeconds() + " s");
            }
        } finally {
            process.destroyForcibly();
        }
        boolean ok = process.exitValue() == 0;
        return new Answer(ok, ok ? "" : head(said));
    }

    /// A short answer, without the line with the process id in front of it.
    Answer ask(Path folder, Duration patience, String... command) throws IOException, InterruptedException {
        Path said = folder.resolve("answer.txt");
        Answer answer = ask(said, patience, List.of(command));
        if (!answer.ok()) {
            return answer;
        }
        String text = Files.readString(said, StandardCharsets.UTF_8);
        return new Answer(true, text.substring(text.indexOf('\n') + 1));
    }

    private static String head(Path said) throws IOException {
        try (Stream<String> lines = Files.lines(said, StandardCharsets.ISO_8859_1)) {
            return lines.limit(20).collect(Collectors.joining("\n"));
        }
    }
}
