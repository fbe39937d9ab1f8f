package dev.holdup.analysis.erlang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdup.analysis.AnalysisOutcome;
import dev.holdup.analysis.AnalyzerOptions;
import dev.holdup.analysis.IncidentAnalyzer;
import dev.holdup.analysis.Progress;
import dev.holdup.analysis.findings.Group;
import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.analysis.findings.Verdict;
import dev.holdup.analysis.rules.RuleBook;
import dev.holdup.samples.incidents.ErlangIncident;
import dev.holdup.samples.incidents.ErlangStaging;
import dev.holdup.samples.incidents.Scale;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Sick nodes, staged afresh on the Erlang that is installed: the report says what the nodes knew of themselves.
class StagedNodesTest {
    @TempDir
    private Path folder;

    @Test
    void connectionsThatWaitForLagerAreTheVerdictWithTheirExactMemoryAndOwner() throws Exception {
        JsonNode expected = stage("lager-stalled");
        IncidentReport report = analyzed();
        Verdict verdict = report.verdict();

        agrees(expected, report);
        assertThat(verdict.blockedFrame())
                .isEqualTo(expected.path("blockedFrame").asString());
        assertThat(verdict.units()).isEqualTo(expected.path("units").asInt());
        assertThat(verdict.confidence()).isEqualTo("high");
        assertThat(verdict.remedies())
                .anySatisfy(remedy -> assertThat(remedy.key()).isEqualTo("async_threshold"))
                .anySatisfy(remedy -> assertThat(remedy.key()).isEqualTo("async_threshold_window"));

        Group group = report.groups().get(Objects.requireNonNull(verdict.group()));
        assertThat(report.unitTable().stream()
                        .filter(row -> row.group() == verdict.group())
                        .map(row -> row.unit()))
                .containsExactlyInAnyOrderElementsOf(texts(expected.path("members")));
        assertThat(group.rule()).isEqualTo("lager-sync");
        long shared = expected.path("sharedBinaryBytes").asLong();
        long binaries = shared
                + (long) verdict.units() * expected.path("ownBinaryBytesEach").asLong();
        long memory = expected.path("memoryBytes").asLong() + binaries;
        assertThat(Objects.requireNonNull(group.sharedBytes())).isEqualTo(shared);
        assertThat(Objects.requireNonNull(verdict.retainedBytes())).isCloseTo(memory, within(memory / 50));
        assertThat(Objects.requireNonNull(verdict.retainedShare()))
                .isCloseTo(
                        (double) verdict.retainedBytes()
                                / Objects.requireNonNull(report.memory()).totalBytes(),
                        within(1e-9));

        assertThat(Objects.requireNonNull(verdict.owner()).unit()).isEqualTo("lager_event");
        assertThat(verdict.owner().id())
                .isEqualTo(expected.path("owner").path("pid").asString());
        assertThat(verdict.owner().frame()).isEqualTo("prim_inet:send_recv_reply/2");
        assertThat(verdict.owner().stack()).contains("lager_tcp_backend:handle_event/2");
        assertThat(Objects.requireNonNull(report.erlang())
                        .longestQueues()
                        .getFirst()
                        .unit())
                .isEqualTo("lager_event");
        assertThat(report.erlang().longestQueues().getFirst().messages())
                .isEqualTo(expected.path("owner").path("queue").asLong());
        assertThat(report.erlang().initialCalls()).anySatisfy(origin -> {
            assertThat(origin.initialCall()).isEqualTo("lager_stalled:connection/1");
            assertThat(origin.processes()).isEqualTo(verdict.units());
            assertThat(origin.blocked()).isEqualTo(verdict.units());
        });
    }

    @Test
    void aFullMailboxIsNamedWithItsLengthItsMessagesAndWhatItsOwnerDoes() throws Exception {
        JsonNode expected = stage("mailbox-overload");
        IncidentReport report = analyzed();

        agrees(expected, report);
        assertThat(report.verdict().blockedFrame())
                .isEqualTo(expected.path("blockedFrame").asString());
        assertThat(Objects.requireNonNull(report.verdict().owner()).unit()).isEqualTo("order_indexer");
        long memory = expected.path("memoryBytes").asLong();
        assertThat(Objects.requireNonNull(report.verdict().retainedBytes())).isCloseTo(memory, within(memory / 50));
        assertThat(Objects.requireNonNull(report.erlang())
                        .mailboxes()
                        .getFirst()
                        .messages())
                .isEqualTo(expected.path("owner").path("queue").asLong());
        assertThat(report.erlang().mailboxes().getFirst().shapes().getFirst().shape())
                .isEqualTo(expected.path("messageShape").asString());
    }

    @Test
    void partsOfBinariesThatPinTheWholeAreCounted() throws Exception {
        JsonNode expected = stage("binary-leak");
        IncidentReport report = analyzed();

        agrees(expected, report);
        assertThat(report.verdict().units()).isEqualTo(expected.path("units").asInt());
        long pinned = expected.path("binaryBytes").asLong();
        assertThat(Objects.requireNonNull(report.verdict().retainedBytes())).isCloseTo(pinned, within(pinned / 50));
        assertThat(report.verdict().remedies().getFirst().key()).isEqualTo("binary:copy/1");
    }

    @Test
    void aCircleOfCallsIsADeadlock() throws Exception {
        JsonNode expected = stage("call-deadlock");
        IncidentReport report = analyzed();

        agrees(expected, report);
        assertThat(report.deadlocks()).hasSize(1);
        assertThat(report.deadlocks().getFirst().members())
                .extracting(member -> member.unit())
                .containsExactlyInAnyOrderElementsOf(texts(expected.path("members")));
        assertThat(report.verdict().headline())
                .contains(expected.path("bystanders").asInt() + " processes wait behind them");
    }

    @Test
    void aTableThatGrowsIsNamedWithItsOwnerAndRows() throws Exception {
        JsonNode expected = stage("ets-growth");
        IncidentReport report = analyzed();

        agrees(expected, report);
        assertThat(report.verdict().retainedBytes())
                .isEqualTo(expected.path("tableBytes").asLong());
        assertThat(report.suspects().getFirst().className()).isEqualTo("ETS table sessions");
        assertThat(report.suspects().getFirst().root()).contains("session_store");
        assertThat(report.suspects().getFirst().content().getFirst().objects())
                .isEqualTo(expected.path("rows").asLong());
    }

    @Test
    void aHealthyNodeIsHealthy() throws Exception {
        JsonNode expected = stage("idle-node");
        IncidentReport report = analyzed();

        agrees(expected, report);
        assertThat(report.units().idle())
                .isGreaterThanOrEqualTo(expected.path("idle").asInt());
        assertThat(report.groups()).anySatisfy(group -> {
            assertThat(group.blockedFrame()).isEqualTo("gen_server:loop/7");
            assertThat(group.idle()).isTrue();
        });
    }

    /// The parts of a report that hold for every node.
    private void agrees(JsonNode expected, IncidentReport report) throws IOException {
        PlainCount.assertAgrees(
                report, Files.readString(folder.resolve("erl_crash.dump"), StandardCharsets.ISO_8859_1));
        Verdict verdict = report.verdict();
        assertThat(verdict.kind()).isEqualTo(expected.path("kind").asString());
        assertThat(verdict.subsystem().category())
                .isEqualTo(expected.path("category").asString());
        assertThat(verdict.cause()).isEqualTo(expected.path("cause").asString());
        assertThat(report.units().kind()).isEqualTo("process");
        // The node counted itself a moment before: a process or two may have ended since.
        assertThat(report.units().total()).isCloseTo(expected.path("processes").asInt(), within(2));
        assertThat(report.inputs().getFirst().complete()).isTrue();
        assertThat(Objects.requireNonNull(report.runtime()).kind()).isEqualTo("erlang");
        assertThat(Objects.requireNonNull(report.memory()).byHolder().stream()
                        .mapToLong(holder -> holder.bytes())
                        .sum())
                .isEqualTo(report.memory().totalBytes());
    }

    private JsonNode stage(String name) throws Exception {
        ErlangIncident incident = ErlangIncident.named(name).orElseThrow();
        assumeTrue(
                ErlangStaging.available(incident),
                "SKIPPED: no Erlang" + (incident.needs().isEmpty() ? "" : " with " + incident.needs())
                        + " to stage a node on; apt-get install erlang-base erlang-lager");
        ErlangStaging.stage(incident, folder, Scale.SMALL);
        return JsonMapper.shared().readTree(folder.resolve("expected.json"));
    }

    private IncidentReport analyzed() {
        AnalyzerOptions options = new AnalyzerOptions("test", 2, RuleBook.builtIn());
        return switch (new IncidentAnalyzer(options)
                .analyze(List.of(folder.resolve("erl_crash.dump")), Progress.SILENT)) {
            case AnalysisOutcome.Analyzed(IncidentReport report) -> report;
            case AnalysisOutcome.Failed(String message) -> throw new AssertionError(message);
        };
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(item.asString()));
        return texts;
    }
}
