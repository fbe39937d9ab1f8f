package dev.holdup.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.findings.Group;
import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.analysis.findings.Suspect;
import dev.holdup.analysis.findings.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whole incidents, staged afresh with the real libraries: the report says what is known by construction.
class StagedIncidentsTest {
    private static final long ARRAY_HEADER = 16;

    @TempDir
    private Path folder;

    @Test
    void aStalledLogFileIsTheVerdictWithItsExactGroupOwnerAndMemory() throws Exception {
        StagedIncident incident = StagedIncident.stage("logback-stalled-disk", folder);
        IncidentReport report = incident.analyzed();

        agreesWithExpected(incident, report);
        assertThat(report.verdict().confidence()).isEqualTo("high");
        assertThat(report.verdict().remedies())
                .anySatisfy(remedy -> assertThat(remedy.key()).isEqualTo("neverBlock"));
        memoryIsExact(incident, report);
    }

    @Test
    void theHeapAloneTellsTheSameOfAStalledLogFile() throws Exception {
        StagedIncident incident = StagedIncident.stage("logback-stalled-disk", folder);
        IncidentReport report = incident.fromHeapAlone();

        agreesWithExpected(incident, report);
        memoryIsExact(incident, report);
        assertThat(report.inputs()).hasSize(1);
        assertThat(report.notChecked())
                .anySatisfy(missing -> assertThat(missing.command()).contains("jstack -l"));

        IncidentReport threadsOnly = incident.fromThreadsAlone();
        agreesWithExpected(incident, threadsOnly);
        assertThat(threadsOnly.memory()).isNull();
        assertThat(threadsOnly.verdict().retainedBytes()).isNull();
        assertThat(threadsOnly.notChecked())
                .anySatisfy(missing -> assertThat(missing.command()).contains("GC.heap_dump"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hikari-exhausted", "logback-async-full", "log4j2-sync-stalled", "log4j2-async-full"})
    void aBlockedGroupIsNamedByItsRule(String name) throws Exception {
        StagedIncident incident = StagedIncident.stage(name, folder);

        IncidentReport report = incident.analyzed();
        agreesWithExpected(incident, report);
        figuresAreExact(name, report);
        agreesWithExpected(incident, incident.fromThreadsAlone());
    }

    /// By what the incidents' programs were configured with.
    private static void figuresAreExact(String name, IncidentReport report) {
        Group group =
                report.groups().get(Objects.requireNonNull(report.verdict().group()));
        List<String> expected = switch (name) {
            case "hikari-exhausted" ->
                List.of("10 of 10 connections in use", "0 connections idle", "60 threads waiting for one");
            case "logback-async-full" -> List.of("256 of 256 events in the queue");
            case "log4j2-async-full" -> List.of("256 of 256 events in the ring buffer");
            default -> List.of();
        };
        assertThat(group.factTexts()).containsExactlyElementsOf(expected);
        for (String text : expected) {
            assertThat(report.verdict().evidence())
                    .anySatisfy(evidence -> assertThat(evidence.text()).startsWith(text));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"deadlock", "deadlock-locks"})
    void aDeadlockGoesFirst(String name) throws Exception {
        StagedIncident incident = StagedIncident.stage(name, folder);
        IncidentReport report = incident.analyzed();

        assertThat(report.verdict().kind()).isEqualTo("deadlock");
        assertThat(report.verdict().cause()).isEqualTo("deadlock");
        assertThat(report.deadlocks()).hasSize(1);
    }

    @Test
    void aStaticCacheIsNamedByItsField() throws Exception {
        StagedIncident incident = StagedIncident.stage("static-cache-leak", folder);
        IncidentReport report = incident.analyzed();
        Suspect suspect = report.suspects().getFirst();
        long payload = incident.expected().path("payloadBytes").asLong();

        assertThat(report.verdict().kind()).isEqualTo("retained-by-object");
        assertThat(report.verdict().cause()).isEqualTo("leak");
        assertThat(suspect.root()).startsWith("static field of dev.holdup.samples");
        assertThat(suspect.path().getFirst()).startsWith("dev.holdup.samples");
        assertThat(suspect.retainedBytes()).isBetween(payload, payload + payload / 10);
    }

    @Test
    void aHealthyServerIsHealthy() throws Exception {
        StagedIncident incident = StagedIncident.stage("healthy", folder);

        assertThat(incident.analyzed().verdict().kind()).isEqualTo("healthy");
        assertThat(incident.fromHeapAlone().verdict().kind()).isIn("healthy", "inconclusive");
        assertThat(incident.fromThreadsAlone().verdict().kind()).isIn("healthy", "inconclusive");
    }

    private static void agreesWithExpected(StagedIncident incident, IncidentReport report) {
        Verdict verdict = report.verdict();
        assertThat(verdict.kind()).isEqualTo(incident.expected().path("kind").asString());
        assertThat(verdict.subsystem().category())
                .isEqualTo(incident.expected().path("category").asString());
        assertThat(verdict.cause()).isEqualTo(incident.expected().path("cause").asString());
        assertThat(verdict.blockedFrame())
                .isEqualTo(incident.expected().path("blockedFrame").asString());
        assertThat(verdict.units()).isEqualTo(incident.expected().path("units").asInt());
        Group group = report.groups().get(Objects.requireNonNull(verdict.group()));
        assertThat(group.units()).isEqualTo(verdict.units());
        assertThat(incident.members()).containsAll(group.members());
        String owner = incident.expected().path("owner").path("unit").asString("");
        if (!owner.isEmpty()) {
            assertThat(Objects.requireNonNull(verdict.owner()).unit()).isEqualTo(owner);
            assertThat(verdict.owner().frame())
                    .isEqualTo(incident.expected().path("owner").path("frame").asString());
        }
    }

    /// The group's bytes are the payloads, the shared one once, and what each thread holds besides by itself.
    private static void memoryIsExact(StagedIncident incident, IncidentReport report) {
        Group group =
                report.groups().get(Objects.requireNonNull(report.verdict().group()));
        long each = incident.expected().path("payloadBytesEach").asLong() + ARRAY_HEADER;
        long shared = incident.expected().path("sharedPayloadBytes").asLong() + ARRAY_HEADER;
        long retained = Objects.requireNonNull(group.retainedBytes());
        long ofMembers = report.unitTable().stream()
                .filter(row -> row.group() == report.verdict().group())
                .mapToLong(row -> Objects.requireNonNull(row.retainedBytes()))
                .sum();

        assertThat(group.sharedBytes()).isEqualTo(retained - ofMembers);
        assertThat(Objects.requireNonNull(group.sharedBytes())).isBetween(shared, shared + shared / 100);
        assertThat(report.unitTable().stream()
                        .filter(row -> row.group() == report.verdict().group()))
                .allSatisfy(row -> assertThat(row.retainedBytes()).isBetween(each, each + 10_000));
        assertThat(group.topRetained()).anySatisfy(holding -> {
            assertThat(holding.className()).isEqualTo("byte[]");
            assertThat(holding.objects()).isBetween(group.units(), group.units() + 1);
            assertThat(holding.bytes()).isGreaterThanOrEqualTo(each * group.units());
        });
        assertThat(Objects.requireNonNull(report.memory()).byHolder().stream()
                        .mapToLong(holder -> holder.bytes())
                        .sum())
                .isEqualTo(report.memory().totalBytes());
    }
}
