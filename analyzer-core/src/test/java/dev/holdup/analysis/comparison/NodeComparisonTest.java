package dev.holdup.analysis.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.samples.incidents.ErlangIncident;
import dev.holdup.samples.incidents.ErlangStaging;
import dev.holdup.samples.incidents.Scale;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two Erlang nodes: one that comes along, one staged on the Erlang that is installed.
class NodeComparisonTest {
    private static final Path LAGER = Path.of("../sample-dumps/incidents/lager-stalled/erl_crash.dump.gz");

    @TempDir
    private Path folder;

    private IncidentReport staged(String name) throws Exception {
        ErlangIncident incident = ErlangIncident.named(name).orElseThrow();
        assumeTrue(
                ErlangStaging.available(incident),
                "SKIPPED: no Erlang to stage a node on; apt-get install erlang-base");
        Path of = Files.createDirectory(folder.resolve(name));
        ErlangStaging.stage(incident, of, Scale.SMALL);
        return TwoStates.analyzed(of.resolve("erl_crash.dump"));
    }

    @Test
    void twoTroublesOfANodeAreTwoCauses() throws Exception {
        IncidentReport before = TwoStates.analyzed(LAGER);
        IncidentReport after = staged("ets-growth");

        Comparison comparison = TwoStates.compared(before, after);

        assertThat(comparison.outcome().kind()).isEqualTo("changed");
        assertThat(comparison.outcome().sentence()).contains("sessions", "Before: 120 processes wait");
        Comparison.ErlangChange node = Objects.requireNonNull(comparison.erlang());
        assertThat(node.tables()).anySatisfy(table -> {
            assertThat(table.table()).isEqualTo("sessions");
            assertThat(table.trend()).isEqualTo(Trend.NEW);
            assertThat(table.bytes().difference()).isPositive();
        });
        assertThat(node.initialCalls()).anySatisfy(origin -> {
            assertThat(origin.initialCall()).isEqualTo("lager_stalled:connection/1");
            assertThat(origin.trend()).isEqualTo(Trend.GONE);
            assertThat(origin.processes()).isEqualTo(new Change(120L, null));
        });
        assertThat(node.mailboxes())
                .contains(new Comparison.MailboxChange("lager_event", Trend.GONE, new Change(327L, null)));
        // A number of a process says nothing about another node.
        assertThat(Objects.requireNonNull(comparison.units()).rows())
                .noneMatch(row -> row.unit().startsWith("<"));
    }

    @Test
    void aNodeThatIsHealthyAgainIsCured() throws Exception {
        Comparison comparison = TwoStates.compared(TwoStates.analyzed(LAGER), staged("idle-node"));

        assertThat(comparison.outcome().kind()).isEqualTo("cured");
        assertThat(comparison.outcome().sentence()).contains("nothing holds up the processes any more");
    }

    @Test
    void aNodeAgainstAJvmComparesSizesAndSaysSo() throws Exception {
        IncidentReport jvm = TwoStates.threadsOfThisJvm(folder.resolve("threads.txt"));

        Comparison comparison = TwoStates.compared(jvm, TwoStates.analyzed(LAGER));

        assertThat(comparison.outcome().kind()).isEqualTo("not-comparable");
        assertThat(comparison.groups()).isEmpty();
        assertThat(comparison.units()).isNull();
        assertThat(comparison.erlang()).isNull();
        assertThat(comparison.notCompared().getFirst().because()).contains("JVM", "Erlang");
    }
}
