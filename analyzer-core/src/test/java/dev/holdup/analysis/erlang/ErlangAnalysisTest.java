package dev.holdup.analysis.erlang;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.AnalysisOutcome;
import dev.holdup.analysis.AnalyzerOptions;
import dev.holdup.analysis.IncidentAnalyzer;
import dev.holdup.analysis.Progress;
import dev.holdup.analysis.findings.Group;
import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.analysis.rules.RuleBook;
import dev.holdup.samples.synthetic.CrashDumpStyle;
import dev.holdup.samples.synthetic.CrashDumpText;
import dev.holdup.samples.synthetic.LargeNode;
import dev.holdup.samples.synthetic.SyntheticProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErlangAnalysisTest {
    @TempDir
    private Path folder;

    @Test
    void callersInTwoTiersWaitForTheOneAtTheEnd() throws Exception {
        CrashDumpText text = node().process(new SyntheticProcess("<0.9.0>")
                .named("db")
                .queue(60)
                .state("Running")
                .memory(10_000)
                .at("db_query:scan/2 + 8")
                .returnsTo("gen_server:try_handle_call/4 + 8"));
        for (int session = 0; session < 60; session++) {
            text.process(caller(100 + session, "<0.9.0>", "session:load/1"));
            text.process(caller(200 + session, "<0." + (100 + session) + ".0>", "web:handle/2"));
        }
        IncidentReport report = analyzed(text.text());

        assertThat(report.verdict().kind()).isEqualTo("blocked");
        assertThat(report.verdict().units()).isEqualTo(60);
        assertThat(Objects.requireNonNull(report.verdict().owner()).unit()).isEqualTo("db");
        assertThat(report.verdict().owner().doing()).isEqualTo("working in db_query:scan/2");
        assertThat(report.verdict().explanation())
                .anySatisfy(sentence -> assertThat(sentence).startsWith("In all 120 processes wait for it"));
        assertThat(report.groups())
                .filteredOn(group -> group.role().equals("victim"))
                .extracting(Group::blockedFrame)
                .contains("session:load/1", "web:handle/2");
    }

    @Test
    void ofSeveralMonitorsTheOneWhoseReferenceIsOnTheStackCounts() throws Exception {
        CrashDumpText text = node().process(
                        new SyntheticProcess("<0.8.0>").named("watched").at("gen_server:loop/7 + 8"))
                .process(new SyntheticProcess("<0.9.0>").named("called").at("gen_server:loop/7 + 8"));
        for (int index = 0; index < 10; index++) {
            text.process(new SyntheticProcess("<0." + (100 + index) + ".0>")
                    .watches("<0.8.0>", "#Ref<0.9.9.9>")
                    .watches("<0.9.0>", "#Ref<0.3.2.1>")
                    .at("gen:do_call/4 + 8")
                    .variable("H7F08")
                    .returnsTo("gen_server:call/2 + 8")
                    .returnsTo("shop:buy/1 + 8")
                    .term("7F08:E18:g1oAA2QAAW4AAAAAAAAAAQAAAAIAAAAD"));
        }
        IncidentReport report = analyzed(text.text());

        assertThat(Objects.requireNonNull(report.verdict().owner()).unit()).isEqualTo("called");
    }

    @Test
    void aBinaryBelongsToTheGroupIfAllItsHoldersDoAndCountsOnce() throws Exception {
        CrashDumpText text =
                node().process(new SyntheticProcess("<0.9.0>").named("db").at("gen_server:loop/7 + 8"));
        for (int index = 0; index < 10; index++) {
            text.process(caller(100 + index, "<0.9.0>", "shop:buy/1")
                    .memory(1000)
                    .term("7F" + (100 + index) + "0:Yc7FA00:0:10")
                    .term("7F" + (100 + index) + "8:Yc7FB00:0:10"));
        }
        text.process(new SyntheticProcess("<0.50.0>").at("cache:loop/1 + 8").term("7F0010:Yc7FB00:0:10"));
        text.binary("7FA00", new byte[5000]).binary("7FB00", new byte[7000]);
        IncidentReport report = analyzed(text.text());
        Group group =
                report.groups().get(Objects.requireNonNull(report.verdict().group()));

        assertThat(group.units()).isEqualTo(10);
        assertThat(group.retainedBytes()).isEqualTo(10 * 1000 + 5000);
        assertThat(group.sharedBytes()).isEqualTo(5000);
    }

    @Test
    void aDumpThatEndsBeforeTheStacksStillNamesTheCallersAndTheirCallee() throws Exception {
        String whole = LargeNode.of(50, 20).text();
        IncidentReport report = analyzed(whole.substring(0, whole.indexOf("=proc_stack")));

        assertThat(report.verdict().kind()).isEqualTo("blocked");
        assertThat(report.verdict().units()).isEqualTo(50);
        assertThat(report.verdict().confidence()).isEqualTo("medium");
        assertThat(report.verdict().subsystem().id()).isEqualTo("logging.lager");
        assertThat(Objects.requireNonNull(report.verdict().owner()).unit()).isEqualTo("lager_event");
        assertThat(report.inputs().getFirst().complete()).isFalse();
        assertThat(report.notChecked())
                .anySatisfy(missing -> assertThat(missing.what()).isEqualTo("who called whom: the stacks"));
    }

    @Test
    void aFullAtomTableIsTheVerdictWhateverElseThereIs() throws Exception {
        List<String> newest =
                IntStream.range(0, 5000).mapToObj(number -> "session_" + number).toList();
        IncidentReport report = analyzed(node().slogan("no more index entries in atom_tab (max=1048576)")
                .atoms(1_048_576, newest)
                .text());

        assertThat(report.verdict().kind()).isEqualTo("retained-by-object");
        assertThat(report.verdict().headline()).contains("1\u202F048\u202F576 of at most 1\u202F048\u202F576 atoms");
        assertThat(report.verdict().explanation().getFirst()).contains("5000 look like session_#");
    }

    @Test
    void manyProcessesOfOneKindThatWaitForNobodyAreAFlood() throws Exception {
        CrashDumpText text = node().memory("total", 40_000_000)
                .memory("processes", 35_000_000)
                .processes(
                        3000,
                        index -> new SyntheticProcess("<0." + (1000 + index) + ".0>")
                                .spawned("crawler:fetch/1", "<0.2.0>")
                                .memory(10_000)
                                .at("crawler:fetch/1 + 8"));
        IncidentReport report = analyzed(text.text());

        assertThat(report.verdict().kind()).isEqualTo("thread-flood");
        assertThat(report.verdict().units()).isEqualTo(3000);
        assertThat(report.verdict().retainedBytes()).isEqualTo(30_000_000);
    }

    @Test
    void oneProcessWithMostOfTheMemoryIsNamed() throws Exception {
        IncidentReport report = analyzed(node().process(new SyntheticProcess("<0.7.0>")
                        .state("Garbing")
                        .memory(50_000_000)
                        .heap(6_000_000, 1_000_000, 0, 0)
                        .at("report:render/1 + 8"))
                .text());

        assertThat(report.verdict().kind()).isEqualTo("single-thread");
        assertThat(report.verdict().headline()).startsWith("<0.7.0> takes 50.0 MB");
        assertThat(report.verdict().blockedFrame()).isEqualTo("report:render/1");
    }

    @Test
    void processesSuspendedByABusyPortWaitForIt() throws Exception {
        CrashDumpText text = node();
        StringBuilder suspended = new StringBuilder();
        for (int index = 0; index < 20; index++) {
            String pid = "<0." + (100 + index) + ".0>";
            suspended.append(index == 0 ? "" : ", ").append(pid);
            text.process(new SyntheticProcess(pid)
                    .state("Suspended")
                    .at("erlang:port_command/3 + 8")
                    .returnsTo("feed:push/1 + 8"));
        }
        text.section(
                "port:#Port<0.9>",
                "State: CONNECTED|PORT_BUSY",
                "Connected: <0.2.0>",
                "Suspended: " + suspended,
                "Port controls linked-in driver: tcp_inet",
                "Queue: 70000");
        IncidentReport report = analyzed(text.text());
        Group group =
                report.groups().get(Objects.requireNonNull(report.verdict().group()));

        assertThat(report.verdict().units()).isEqualTo(20);
        assertThat(Objects.requireNonNull(group.waitsFor()).address()).isEqualTo("#Port<0.9>");
        assertThat(report.findings())
                .anySatisfy(finding -> assertThat(finding.rule()).isEqualTo("erlang-busy-port"));
    }

    @Test
    void theSameDumpGivesTheSameReport() throws Exception {
        String text = LargeNode.of(200, 20).text();
        IncidentReport first = analyzed(text);
        IncidentReport second = analyzed(text);

        assertThat(second.verdict()).isEqualTo(first.verdict());
        assertThat(second.groups()).isEqualTo(first.groups());
        assertThat(second.erlang()).isEqualTo(first.erlang());
        assertThat(second.memory()).isEqualTo(first.memory());
    }

    private static CrashDumpText node() {
        return new CrashDumpText(CrashDumpStyle.OTP_25).process(new SyntheticProcess("<0.2.0>").at("init:loop/1 + 8"));
    }

    /// A process in a call to another one, made by a function of the program.
    private static SyntheticProcess caller(int number, String callee, String function) {
        return new SyntheticProcess("<0." + number + ".0>")
                .watches(callee, "#Ref<0.1.1." + number + ">")
                .at("gen:do_call/4 + 776")
                .returnsTo("gen_server:call/3 + 140")
                .returnsTo(function + " + 60")
                .returnsTo("<terminate process normally>");
    }

    private IncidentReport analyzed(String text) throws Exception {
        Path file = folder.resolve("erl_crash.dump");
        Files.writeString(file, text);
        AnalyzerOptions options = new AnalyzerOptions("test", 2, RuleBook.builtIn());
        return switch (new IncidentAnalyzer(options).analyze(List.of(file), Progress.SILENT)) {
            case AnalysisOutcome.Analyzed(IncidentReport report) -> report;
            case AnalysisOutcome.Failed(String message) -> throw new AssertionError(message);
        };
    }
}
