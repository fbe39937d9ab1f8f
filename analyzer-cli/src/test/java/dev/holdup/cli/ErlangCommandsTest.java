package dev.holdup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErlangCommandsTest {
    private static final Path CHECKED_IN = Path.of("../sample-dumps/incidents/lager-stalled/erl_crash.dump.gz");

    @TempDir
    private Path folder;

    @Test
    void theIncidentThatComesAlongIsTheLagerOne() throws Exception {
        HoldupProcess ended = HoldupProcess.run(
                folder, "analyze", CHECKED_IN.toAbsolutePath().toString(), "-o", "node.html", "--quiet");
        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).contains("120 processes wait to write a log line through lager", "async_threshold");
        assertThat(Files.readString(folder.resolve("node.json"))).contains("\"kind\": \"erlang\"");
    }

    @Test
    void helpShowsWhatToDoForAnErlangNode() throws Exception {
        assertThat(HoldupProcess.run(folder, "--help").out())
                .contains("holdup analyze erl_crash.dump", "holdup capture --erlang");
        assertThat(HoldupProcess.run(folder, "analyze", "--help").out())
                .contains("erl_crash.dump", "pasted from its shell");
        assertThat(HoldupProcess.run(folder, "demo", "--help").out()).contains("holdup demo --erlang");
        assertThat(HoldupProcess.run(folder, "capture", "--help").out())
                .contains("holdup_capture:to(", "holdup analyze node-1.jsonl");
    }

    @Test
    void captureForErlangPrintsAModuleAndHowToRunIt() throws Exception {
        HoldupProcess ended = HoldupProcess.run(folder, "capture", "--erlang");
        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).contains("-module(holdup_capture).", "{'end', Count}");
        assertThat(ended.err()).contains("holdup_capture:to(");
    }
}
