package dev.holdup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Crash dumps, javacores and logs hold more than names, too: none of that is printed or written.
class SecretsInTextsTest {
    private static final String[] ALL_FORMATS = {"--format", "html,json,md,jira,text", "--detail", "high", "--debug"};

    @TempDir
    private Path folder;

    private final SoftAssertions all = new SoftAssertions();

    @Test
    void reportsOfThemKeepThem() throws Exception {
        Path dumps = Files.createDirectory(folder.resolve("dumps"));
        Path out = Files.createDirectory(folder.resolve("out"));
        List<String> whatIsTold = List.of("feed:push/1", "gen:do_call/4", "app.Gate", "OutputStreamAppender");
        List<Path> written = SecretTexts.write(dumps);
        for (int i = 0; i < written.size(); i++) {
            Path dump = written.get(i);
            assertThat(SecretMark.in(Files.readAllBytes(dump))).isNotNull();
            String name = "report-" + i;

            run(0, out, "analyze", dump.toString(), "-o", name);

            assertThat(Files.readString(out.resolve(name + ".json")))
                    .as(dump.toString())
                    .contains(whatIsTold.get(i));
        }
        // Cut in the middle, and with bytes that are none of its own.
        byte[] cut = SecretTexts.crashDump().getBytes(StandardCharsets.UTF_8);
        Path damaged = Files.write(dumps.resolve("cut.dump"), java.util.Arrays.copyOf(cut, cut.length / 2));
        run(0, out, "analyze", damaged.toString(), "-o", "cut");

        try (Stream<Path> files = Files.walk(out)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.assertThat(SecretMark.in(Files.readAllBytes(file)))
                        .as(String.valueOf(file.getFileName()))
                        .isNull();
            }
        }
        all.assertAll();
    }

    private void run(int exitCode, Path out, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(arguments));
        command.addAll(List.of(ALL_FORMATS));
        HoldupProcess run = HoldupProcess.run(out, command.toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err()).isEqualTo(exitCode);
        for (String said : List.of(run.out(), run.err())) {
            all.assertThat(SecretMark.in(said)).as(String.join(" ", arguments)).isNull();
        }
    }
}
