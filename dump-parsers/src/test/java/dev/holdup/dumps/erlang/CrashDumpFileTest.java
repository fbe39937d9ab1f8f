package dev.holdup.dumps.erlang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdup.dumps.DumpReader;
import dev.holdup.dumps.OpenDumps;
import dev.holdup.dumps.model.ErlangCrashDump;
import dev.holdup.dumps.model.ErlangFrame;
import dev.holdup.dumps.model.ErlangNode;
import dev.holdup.dumps.model.ErlangPort;
import dev.holdup.dumps.model.ErlangProcess;
import dev.holdup.dumps.model.ErlangState;
import dev.holdup.dumps.model.ErlangTerm;
import dev.holdup.dumps.model.ErlangTerms;
import dev.holdup.dumps.model.EtsTable;
import dev.holdup.dumps.model.MalformedDumpException;
import dev.holdup.dumps.model.ParseWarning;
import dev.holdup.dumps.model.ProcessHeap;
import dev.holdup.dumps.model.ProcessMonitor;
import dev.holdup.dumps.model.RefcBinaries;
import dev.holdup.dumps.model.SourceLocation;
import dev.holdup.samples.synthetic.CrashDumpStyle;
import dev.holdup.samples.synthetic.CrashDumpText;
import dev.holdup.samples.synthetic.SyntheticProcess;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CrashDumpFileTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void everyReleaseTellsTheSameStory(CrashDumpStyle style) throws Exception {
        for (CrashDumpText text :
                List.of(StuckLoggers.text(style), StuckLoggers.text(style).withCarriageReturns())) {
            try (CrashDumpFile dump = open(text.text())) {
                assertThat(dump.complete()).isTrue();
                assertThat(dump.warnings()).isEmpty();
                assertThat(dump.processes())
                        .extracting(ErlangProcess::name)
                        .containsExactly("lager_event", "<0.101.0>", "<0.102.0>", "<0.103.0>");
                ErlangProcess waiting = process(dump, "<0.101.0>");
                assertThat(waiting.frames())
                        .extracting(ErlangFrame::qualifiedName)
                        .containsExactly(
                                "gen:do_call/4", "gen_event:rpc/2", "'Elixir.My.Shop':'-handle call/3-fun-0-'/2");
                assertThat(waiting.monitors()).containsExactly(new ProcessMonitor("<0.81.0>", "#Ref<0.3.2.1>"));
                assertThat(waiting.links()).containsExactly("#Port<0.101>");
                assertThat(waiting.parent()).isEqualTo("<0.80.0>");
                assertThat(waiting.state()).isEqualTo(ErlangState.WAITING);
                boolean tellsMemory = style != CrashDumpStyle.R15;
                assertThat(waiting.memoryEstimated()).isNotEqualTo(tellsMemory);
                assertThat(waiting.memoryBytes()).isEqualTo(tellsMemory ? 2896 : 233 * 8);
                assertThat(waiting.heap().binaryBytes())
                        .isEqualTo(style.compareTo(CrashDumpStyle.OTP_20) < 0 ? ProcessHeap.UNKNOWN : 800_000);
                assertThat(dump.terms().initialCall(waiting)).isEqualTo("tcp_proxy:init/1");
            }
        }
    }

    @Test
    void theCalleeHasItsQueueItsWatchersAndItsHeap() throws Exception {
        try (CrashDumpFile dump = open(StuckLoggers.text(CrashDumpStyle.OTP_25).text())) {
            ErlangProcess callee = Objects.requireNonNull(dump.registered("lager_event"));
            assertThat(callee).isSameAs(dump.process("<0.81.0>"));
            assertThat(callee.messageQueueLength()).isEqualTo(2);
            assertThat(callee.monitoredBy()).isEqualTo(2);
            assertThat(callee.linkCount()).isEqualTo(1);
            assertThat(callee.heap()).isEqualTo(new ProcessHeap(1598 * 8, 610 * 8, 83 * 8, 483 * 8, 0, 0));
            assertThat(callee.heap().usedBytes()).isEqualTo((1598 - 83 + 610 - 483) * 8);
            assertThat(dump.terms().messages(callee, 10))
                    .containsExactly(
                            new ErlangTerm.Tuple(
                                    3,
                                    List.of(
                                            new ErlangTerm.Atom("notify"),
                                            new ErlangTerm.Elements(
                                                    List.of(new ErlangTerm.Numeral("47"), new ErlangTerm.Numeral("85")),
                                                    true),
                                            new ErlangTerm.Numeral("-7"))),
                            new ErlangTerm.Atom("stop"));
            assertThat(dump.terms().messages(callee, 1)).hasSize(1);
            // A tuple of three, and two cells of a list.
            assertThat(dump.terms().liveBytes(callee)).isEqualTo((4 + 2 + 2) * 8);
        }
    }

    @Test
    void variablesBelongToTheirCall() throws Exception {
        for (CrashDumpStyle style : List.of(CrashDumpStyle.OTP_20, CrashDumpStyle.OTP_25)) {
            try (CrashDumpFile dump = open(StuckLoggers.text(style).text())) {
                // Up to OTP 22 the variables after a return address are those of the call that returns there.
                int shift = style == CrashDumpStyle.OTP_20 ? 1 : 0;
                assertThat(dump.terms().stack(process(dump, "<0.101.0>"), 10))
                        .containsExactly(
                                new ErlangTerms.Slot(0, new ErlangTerm.Identifier("#Ref<0.3.2.1>")),
                                new ErlangTerms.Slot(1 - shift, new ErlangTerm.Atom("debug")),
                                new ErlangTerms.Slot(2 - shift, new ErlangTerm.Binary(200)));
            }
        }
    }

    @Test
    void theNodeIsToldWithItsTablesPortsAndTimers() throws Exception {
        try (CrashDumpFile dump = open(StuckLoggers.text(CrashDumpStyle.OTP_25).text())) {
            ErlangNode node = dump.node();
            assertThat(node.release()).isEqualTo("OTP 25");
            assertThat(node.wordBytes()).isEqualTo(8);
            assertThat(node.writtenAt()).isEqualTo("2026-11-22T23:27:18");
            assertThat(node.slogan()).startsWith("eheap_alloc: Cannot allocate 54176 bytes");
            assertThat(node.memoryOf("total")).isEqualTo(60_000_000);
            assertThat(node.memoryOf("low")).isEqualTo(ErlangNode.UNKNOWN);
            assertThat(node.atoms()).isEqualTo(14_613);
            assertThat(node.atomLimit()).isEqualTo(1_048_576);
            assertThat(node.codeBytes()).isEqualTo(9_000_000);
            assertThat(node.timers()).containsExactlyEntriesOf(Map.of("<0.81.0>", 2L));
            assertThat(node.modules()).isEqualTo(1);
            assertThat(node.funs()).isEqualTo(1);
            ErlangPort port = dump.ports().getFirst();
            assertThat(port.owner()).isEqualTo("<0.101.0>");
            assertThat(port.what()).isEqualTo("tcp_inet");
            assertThat(port.queuedBytes()).isEqualTo(8192);
            assertThat(port.outputBytes()).isEqualTo(4000);
            assertThat(port.busy()).isTrue();
            assertThat(port.suspended()).containsExactly("<0.102.0>", "<0.103.0>");
            assertThat(dump.etsTables()).extracting(EtsTable::name).containsExactly("sessions", "unknown");
            assertThat(dump.etsTables()).extracting(EtsTable::bytes).containsExactly(4000L, EtsTable.UNKNOWN);
            assertThat(dump.etsTables()).extracting(EtsTable::objects).containsExactly(12L, 3L);
            List<String> atoms = new ArrayList<>();
            dump.newestAtoms(2, atoms::add);
            assertThat(atoms).containsExactly("'=:='", "true");
        }
    }

    @Test
    void aBinaryHasItsHoldersAndItsSize() throws Exception {
        try (CrashDumpFile dump = open(StuckLoggers.text(CrashDumpStyle.OTP_25).text())) {
            RefcBinaries binaries = dump.binaries();
            assertThat(binaries.addressByBinary()).containsExactly(Long.parseLong(StuckLoggers.BINARY, 16));
            assertThat(binaries.bytesByBinary()).containsExactly(800);
            assertThat(binaries.firstReference()).containsExactly(0, 2);
            assertThat(binaries.holderByReference()).containsExactly(1, 2);
            assertThat(binaries.sliceBytesByReference()).containsExactly(200, 200);
        }
    }

    @Test
    void partsOfABinaryThatIsNotListedStillPinIt() throws Exception {
        CrashDumpText text = new CrashDumpText(CrashDumpStyle.OTP_25)
                .process(new SyntheticProcess("<0.5.0>")
                        .term("7F08:Ys7FAA00:64:C8")
                        .term("7F10:Ys7FAA00:0:64")
                        .term("7F18:Yh8:YWJjZGVmZ2g=")
                        .term("7F20:Ys7F18:0:4"))
                .process(new SyntheticProcess("<0.6.0>").term("7F28:Ys7FAA00:C8:C8"));
        try (CrashDumpFile dump = open(text.text())) {
            RefcBinaries binaries = dump.binaries();
            assertThat(binaries.addressByBinary()).containsExactly(0x7FAA00);
            assertThat(binaries.bytesByBinary()).containsExactly(RefcBinaries.UNKNOWN);
            assertThat(binaries.leastBytes(0)).isEqualTo(400);
            assertThat(binaries.holderByReference()).containsExactly(0, 1);
            assertThat(binaries.sliceBytesByReference()).containsExactly(300, 200);
        }
    }

    @Test
    void aSensitiveProcessTellsNothing() throws Exception {
        try (CrashDumpFile dump = open(StuckLoggers.text(CrashDumpStyle.OTP_25).text())) {
            ErlangProcess sensitive = process(dump, "<0.103.0>");
            assertThat(sensitive.stackDumped()).isFalse();
            assertThat(sensitive.frames())
                    .extracting(ErlangFrame::qualifiedName)
                    .containsExactly("gen_server:loop/7");
            assertThat(dump.terms().stack(sensitive, 10)).isEmpty();
            assertThat(dump.terms().messages(sensitive, 10)).isEmpty();
            assertThat(dump.terms().dictionary(sensitive, "$ancestors")).isNull();
            assertThat(dump.terms().liveBytes(sensitive)).isEqualTo(-1);
        }
    }

    @Test
    void aSloganMayHaveLinesOfAnyKind() throws Exception {
        String slogan = "first\n=end\n=proc:<0.1.0>\nState: Running";
        try (CrashDumpFile dump =
                open(new CrashDumpText(CrashDumpStyle.OTP_25).slogan(slogan).text())) {
            assertThat(dump.node().slogan()).isEqualTo(slogan);
            assertThat(dump.processes()).isEmpty();
            assertThat(dump.complete()).isTrue();
        }
    }

    @Test
    void longAndStrangeListsOfLinksAreRead() throws Exception {
        SyntheticProcess process = new SyntheticProcess("<0.5.0>")
                .watches("{'na}me, \\'x',['n@h']}", "#Ref<0.1.2.3>")
                .watches("'n@h'", "[]");
        for (int caller = 0; caller < 100_000; caller++) {
            process.watchedBy("<0." + caller + ".0>", "#Ref<0.1.2." + caller + ">");
        }
        for (int worker = 0; worker < 1000; worker++) {
            process.link("<0." + worker + ".7>");
        }
        try (CrashDumpFile dump =
                open(new CrashDumpText(CrashDumpStyle.OTP_25).process(process).text())) {
            ErlangProcess read = process(dump, "<0.5.0>");
            assertThat(read.monitoredBy()).isEqualTo(100_000);
            assertThat(read.linkCount()).isEqualTo(1000);
            assertThat(read.links()).hasSize(ErlangProcess.MOST_LINKS).startsWith("<0.0.7>");
            assertThat(read.monitors())
                    .containsExactly(
                            new ProcessMonitor("{'na}me, \\'x',['n@h']}", "#Ref<0.1.2.3>"),
                            new ProcessMonitor("'n@h'", ""));
        }
    }

    @Test
    void aRunawayRecursionIsCountedAndCut() throws Exception {
        SyntheticProcess deep = new SyntheticProcess("<0.5.0>").at("a:f/1 + 1");
        for (int call = 0; call < 10_000; call++) {
            deep.returnsTo("a:f/1 + 8");
        }
        try (CrashDumpFile dump =
                open(new CrashDumpText(CrashDumpStyle.OTP_25).process(deep).text())) {
            assertThat(process(dump, "<0.5.0>").frames()).hasSize(StackSection.MOST_FRAMES);
            assertThat(process(dump, "<0.5.0>").framesLeftOut()).isEqualTo(10_001 - StackSection.MOST_FRAMES);
        }
    }

    @Test
    void aGzippedDumpIsReadAndItsCutIsTold() throws Exception {
        byte[] plain = StuckLoggers.text(CrashDumpStyle.OTP_25).text().getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        }
        Path whole = folder.resolve("anything.bin");
        Files.write(whole, packed.toByteArray());
        try (OpenDumps dumps = DumpReader.openAll(List.of(whole))) {
            ErlangCrashDump dump = Objects.requireNonNull(dumps.erlang());
            assertThat(dumps.inputs().getFirst().format().id()).isEqualTo("erlang-crash-dump");
            assertThat(dumps.inputs().getFirst().compression()).isEqualTo("gzip");
            assertThat(dump.processes()).hasSize(4);
            assertThat(dump.complete()).isTrue();
        }
        Path cut = folder.resolve("cut.gz");
        Files.write(cut, Arrays.copyOf(packed.toByteArray(), packed.size() - 20));
        try (OpenDumps dumps = DumpReader.openAll(List.of(cut))) {
            ErlangCrashDump dump = Objects.requireNonNull(dumps.erlang());
            assertThat(dump.complete()).isFalse();
            assertThat(dump.warnings())
                    .extracting(ParseWarning::what)
                    .anySatisfy(what -> assertThat(what).contains("gzip file is cut off"));
        }
    }

    @Test
    void whatIsNoCrashDumpIsRefused() {
        assertThatThrownBy(() -> open("=erl_crash_dumps\n").close()).isInstanceOf(MalformedDumpException.class);
        assertThatThrownBy(() -> open("").close()).isInstanceOf(MalformedDumpException.class);
        assertThatThrownBy(() -> open("hello\n=erl_crash_dump:0.5\n").close())
                .isInstanceOf(MalformedDumpException.class)
                .hasMessageContaining("the first line has to be =erl_crash_dump:VERSION");
    }

    @Test
    void aLaterFormatIsTriedAndToldOf() throws Exception {
        String later =
                StuckLoggers.text(CrashDumpStyle.OTP_27).text().replace("=erl_crash_dump:0.5", "=erl_crash_dump:0.9");
        try (CrashDumpFile dump = open(later)) {
            assertThat(dump.processes()).hasSize(4);
            assertThat(dump.warnings())
                    .containsExactly(new ParseWarning(
                            new SourceLocation.InFile("test.dump", 0),
                            "The dump has version 0.9 of the format; this holdup knows 0.1 to 0.5.",
                            "What is new in it is not read."));
        }
    }

    private CrashDumpFile open(String text) throws Exception {
        Path file = folder.resolve("test.dump");
        Files.writeString(file, text);
        return CrashDumpFile.open(file, "test.dump", List.of());
    }

    private static ErlangProcess process(CrashDumpFile dump, String pid) {
        return Objects.requireNonNull(dump.process(pid));
    }
}
