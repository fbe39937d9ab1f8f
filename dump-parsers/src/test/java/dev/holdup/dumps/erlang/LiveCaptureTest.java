package dev.holdup.dumps.erlang;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.dumps.DumpReader;
import dev.holdup.dumps.OpenDumps;
import dev.holdup.dumps.model.ErlangCrashDump;
import dev.holdup.dumps.model.ErlangFrame;
import dev.holdup.dumps.model.ErlangProcess;
import dev.holdup.dumps.model.ErlangState;
import dev.holdup.dumps.model.ParseWarning;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveCaptureTest {
    /// Written by the module on OTP 25, but for the second process's name.
    static final String CAPTURE = """
            {"capture":"erlang","version":1,"release":"25","word_bytes":8,"process_count":3,"process_limit":262144,\
            "atoms":8880,"atom_limit":1048576,"total":15135640,"processes":3886376,"system":11249264,"ets":323040}
            {"pid":"<0.44.0>","name":"db","state":"waiting","messages":7,"memory":16728,"reductions":4005,\
            "initial_call":"db:init/1","stack":["gen_server:loop/7"],"monitors":[],"binary_bytes":213}
            {"pid":"<0.81.0>","name":"a \\"quoted\\" \\\\ name","state":"garbage_collecting","messages":0,"memory":2704,\
            "reductions":78,"initial_call":"erlang:apply/2","stack":["gen:do_call/4","'Elixir.A':'b c'/3"],\
            "monitors":["<0.44.0>"],"binary_bytes":0}
            {"end":2}
            """;

    @TempDir
    private Path folder;

    @Test
    void aLiveNodeIsReadLikeADump() throws Exception {
        try (OpenDumps dumps = open(CAPTURE)) {
            ErlangCrashDump node = Objects.requireNonNull(dumps.erlang());
            assertThat(dumps.inputs().getFirst().format().id()).isEqualTo("erlang-capture");
            assertThat(node.complete()).isTrue();
            assertThat(node.node().release()).isEqualTo("OTP 25");
            assertThat(node.node().memoryOf("total")).isEqualTo(15_135_640);
            assertThat(node.node().atomLimit()).isEqualTo(1_048_576);
            ErlangProcess db = Objects.requireNonNull(node.registered("db"));
            assertThat(db.messageQueueLength()).isEqualTo(7);
            assertThat(db.memoryBytes()).isEqualTo(16_728);
            assertThat(db.spawnedAs()).isEqualTo("db:init/1");
            ErlangProcess caller = Objects.requireNonNull(node.process("<0.81.0>"));
            assertThat(caller.name()).isEqualTo("a \"quoted\" \\ name");
            assertThat(caller.state()).isEqualTo(ErlangState.GARBING);
            assertThat(caller.monitors().getFirst().target()).isEqualTo("<0.44.0>");
            assertThat(caller.frames())
                    .extracting(ErlangFrame::qualifiedName)
                    .containsExactly("gen:do_call/4", "'Elixir.A':'b c'/3");
        }
    }

    @Test
    void aCaptureThatWasCutSaysSo() throws Exception {
        for (int length = 30; length < CAPTURE.length() - 2; length += 7) {
            try (OpenDumps dumps = open(CAPTURE.substring(0, length))) {
                ErlangCrashDump node = Objects.requireNonNull(dumps.erlang());
                assertThat(node.complete()).isFalse();
                assertThat(node.showsAllProcesses()).isFalse();
                assertThat(node.warnings())
                        .extracting(ParseWarning::what)
                        .containsExactly("The capture has no last line: it was cut.");
            }
        }
    }

    private OpenDumps open(String text) throws Exception {
        Path file = folder.resolve("node.jsonl");
        Files.writeString(file, text);
        return DumpReader.openAll(List.of(file));
    }
}
