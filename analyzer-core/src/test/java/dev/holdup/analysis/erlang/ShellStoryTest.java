package dev.holdup.analysis.erlang;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.AnalysisOutcome;
import dev.holdup.analysis.AnalyzerOptions;
import dev.holdup.analysis.IncidentAnalyzer;
import dev.holdup.analysis.Progress;
import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.analysis.rules.RuleBook;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What follows from as much of a shell's text as there is: twelve processes have called `ledger`, which sleeps.
class ShellStoryTest {
    @TempDir
    private Path folder;

    @Test
    void allCommandsTogetherTellTheWholeStory() throws Exception {
        IncidentReport report = analyzed(story());

        assertThat(report.verdict().kind()).isEqualTo("blocked");
        assertThat(report.verdict().blockedFrame()).isEqualTo("stuck:book/1");
        assertThat(report.verdict().units()).isEqualTo(12);
        assertThat(report.verdict().confidence()).isEqualTo("medium");
        assertThat(report.verdict().confidenceBecause()).contains("looked at; the others stand in the same function");
        assertThat(requireNonNull(report.verdict().owner()).unit()).isEqualTo("ledger");
        assertThat(report.verdict().owner().doing()).isEqualTo("sleeping");
        assertThat(report.verdict().owner().stack()).contains("stuck:handle_call/3");
        assertThat(requireNonNull(report.memory()).totalBytes()).isEqualTo(16_726_920);
        assertThat(missing(report)).doesNotContain("erlang:memory().", "i().");
    }

    @Test
    void theListOfProcessesAloneTellsHowManyWaitAndWhomToLookAt() throws Exception {
        String story = story();
        IncidentReport report = analyzed(story.substring(story.indexOf("Pid   "), story.indexOf("(shop@host)5>")));

        assertThat(report.verdict().kind()).isEqualTo("blocked");
        assertThat(report.verdict().confidence()).isEqualTo("low");
        assertThat(report.verdict().units()).isEqualTo(12);
        assertThat(missing(report))
                .contains("erlang:memory().", "erlang:process_info(pid(0,90,0), backtrace).")
                .doesNotContain("i().");
    }

    @Test
    void oneStackAloneNamesWhatThatOneWaitsForAndWhatElseToAsk() throws Exception {
        String story = story();
        int start = story.indexOf("(shop@host)7>");
        IncidentReport report = analyzed(story.substring(start, story.indexOf("(shop@host)8>")));

        assertThat(report.units().total()).isEqualTo(1);
        assertThat(report.verdict().kind()).isIn("inconclusive", "blocked");
        assertThat(report.groups().getFirst().blockedFrame()).isEqualTo("stuck:book/1");
        assertThat(missing(report)).contains("erlang:memory().", "i().");
    }

    @Test
    void memoryAloneIsShownAndIsNoVerdict() throws Exception {
        IncidentReport report = analyzed("""
                1> erlang:memory().
                [{total,14378808},
                 {processes,4578600},
                 {processes_used,4577504},
                 {system,9800208},
                 {binary,199056}]
                """);

        assertThat(report.verdict().kind()).isEqualTo("inconclusive");
        assertThat(requireNonNull(report.erlang()).memoryByKind().getFirst().bytes())
                .isEqualTo(14_378_808);
        assertThat(missing(report)).contains("i().").doesNotContain("erlang:memory().");
    }

    /// The story that this tool automates: the stack of one process ends in a call into lager.
    @Test
    void aStackThatEndsInLagerNamesItsRemedy() throws Exception {
        StringBuilder text = new StringBuilder("""
                1> i().
                Pid                   Initial Call                          Heap     Reds Msgs
                Registered            Current Function                     Stack
                <0.81.0>              gen_event:init_it/6                    987     4065 9999
                lager_event           prim_inet:send_recv_reply/2             30
                """);
        for (int connection = 100; connection < 140; connection++) {
            text.append("<0.")
                    .append(connection)
                    .append(".0>             tcp_proxy:init/1                       987       465    0\n");
            text.append("                      gen:do_call/4                           13\n");
        }
        text.append("Total                                                      49543   238231   11\n");
        text.append("                                                             508\nok\n");
        text.append("2> erlang:process_info(pid(0,101,0), current_stacktrace).\n");
        text.append("{current_stacktrace,[{gen,do_call,4,[{file,\"gen.erl\"},{line,167}]},\n");
        text.append("                     {gen_event,rpc,2,[{file,\"gen_event.erl\"},{line,239}]},\n");
        text.append("                     {lager,do_log_impl,10,[{file,\"src/lager.erl\"},{line,186}]},\n");
        text.append("                     {tcp_proxy,loop,1,[]}]}\n");
        IncidentReport report = analyzed(text.toString());

        assertThat(report.verdict().subsystem().id()).isEqualTo("logging.lager");
        assertThat(report.verdict().units()).isEqualTo(40);
        assertThat(report.verdict().remedies())
                .anySatisfy(remedy -> assertThat(remedy.key()).isEqualTo("async_threshold"));
    }

    private static List<String> missing(IncidentReport report) {
        return report.notChecked().stream()
                .map(missing -> String.valueOf(missing.command()))
                .toList();
    }

    private IncidentReport analyzed(String text) throws Exception {
        Path file = folder.resolve("notes.txt");
        Files.writeString(file, text);
        AnalyzerOptions options = new AnalyzerOptions("test", 2, RuleBook.builtIn());
        return switch (new IncidentAnalyzer(options).analyze(List.of(file), Progress.SILENT)) {
            case AnalysisOutcome.Analyzed(IncidentReport report) -> report;
            case AnalysisOutcome.Failed(String message) -> throw new AssertionError(message);
        };
    }

    private static String story() throws Exception {
        try (InputStream text =
                ShellStoryTest.class.getResourceAsStream("/dev/holdup/samples/erlang/stuck-shell.txt")) {
            return new String(requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
