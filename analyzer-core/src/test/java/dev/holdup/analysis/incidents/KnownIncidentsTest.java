package dev.holdup.analysis.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.findings.Group;
import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.samples.incidents.ErlangIncident;
import dev.holdup.samples.incidents.ErlangStaging;
import dev.holdup.samples.incidents.Incident;
import dev.holdup.samples.incidents.Incidents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whole incidents, staged afresh with the real libraries: the report says what is known by construction; by all dumps,
/// by the heap alone, and by the threads alone.
///
/// With `HOLDUP_ALL_INCIDENTS` in the environment all are staged, and `docs/incidents.md` with their table is written
/// to `target`; else those that are told in a way of their own, and their rows are held to the table that is checked
/// in.
class KnownIncidentsTest {
    private static final boolean ALL = System.getenv("HOLDUP_ALL_INCIDENTS") != null;
    private static final Path TABLE = Path.of("../docs/incidents.md");

    private static final List<String> FAST = List.of(
            "logback-stalled-disk",
            "log4j2-async-batches",
            "stdout-stalled",
            "hikari-exhausted",
            "jetty-silent-backend",
            "executor-backlog",
            "executor-starved",
            "bulkhead-virtual",
            "deadlock",
            "class-init-deadlock",
            "thread-local-leak",
            "class-loader-leak",
            "static-cache-leak",
            "oom-export",
            "thread-flood",
            "two-at-once",
            "gc-trouble",
            "healthy-large-pool");

    /// By what the incidents' programs were configured with.
    private static final Map<String, List<String>> FIGURES = Map.of(
            "hikari-exhausted",
            List.of("10 of 10 connections in use", "0 connections idle", "60 threads waiting for one"),
            "dbcp2-exhausted",
            List.of("8 of 8 connections in use"),
            "httpclient5-exhausted",
            List.of("5 of 5 connections of the pool in use", "60 requests waiting for a connection"),
            "logback-async-full",
            List.of("256 of 256 events in the queue"),
            "log4j2-async-batches",
            List.of("256 of 256 events in the ring buffer"),
            "log4j2-async-full",
            List.of("256 of 256 events in the ring buffer"),
            "bulkhead-virtual",
            List.of("0 of 10 slots left"));

    /// Parts of `report.json` that may be other once values are zero.
    private static final List<String> BY_VALUES = List.of(
            "analysis.",
            "inputs[].bytes",
            "inputs[].coverage.bytes",
            "inputs[].coverage.readBytes",
            "inputs[].sha256",
            "notChecked",
            "findings",
            "contents.duplicateStrings",
            "contents.waste",
            "views.strings.",
            "views.collections.arrays.",
            "views.collections.boxed[].",
            // Of sets of enum constants, and so the order of the lists, too.
            "views.collections.saying",
            "views.collections.totals.elements",
            "views.collections.totals.empty",
            "views.collections.classes",
            "views.collections.fields",
            "views.offHeap.",
            "views.classes.classes[].loader",
            "views.classes.loaders[].loader",
            "views.classes.components[].name",
            "views.overview.arguments[].name",
            "views.overview.environment[].name",
            "views.overview.properties[].name",
            "views.overview.fileBytes",
            "views.overview.records[].");

    /// Rules whose findings are made of values.
    private static final List<String> RULES_BY_VALUES = List.of("array-tails");

    /// A set of constants of an enum keeps them as bits, which are what it holds; with the views of it.
    private static final Pattern COLLECTIONS_BY_VALUES = Pattern.compile(
            "java\\.util\\.(RegularEnumSet|Collections\\$(Unmodifiable|Synchronized|Checked)(Set|Collection))");

    private static final Map<String, String> ROWS = new LinkedHashMap<>();

    @TempDir
    private Path folder;

    static Stream<String> incidents() {
        return ALL ? Incidents.all().stream().map(Incident::name) : FAST.stream();
    }

    @ParameterizedTest
    @MethodSource("incidents")
    void theReportSaysWhatIsKnownAsFarAsItsDumpsCanTell(String name) throws Exception {
        StagedIncident incident = StagedIncident.stage(name, folder);
        String row = IncidentTable.row(incident);
        ROWS.put(name, row);

        SoftAssertions all = new SoftAssertions();
        for (Dumps dumps : Dumps.values()) {
            all.assertThatCode(new Agreement(incident, dumps)::check)
                    .as(name + " by " + dumps)
                    .doesNotThrowAnyException();
        }
        all.assertAll();
        figuresAreExact(name, incident);
        redactedItSaysTheSame(incident);
        if (!ALL) {
            assertThat(IncidentTable.stable(row)).isEqualTo(IncidentTable.stable(rowInTable(name)));
        }
    }

    private static void figuresAreExact(String name, StagedIncident incident) {
        for (Dumps dumps : List.of(Dumps.ALL, Dumps.HEAP_ALONE)) {
            IncidentReport report = incident.report(dumps);
            List<String> figures = FIGURES.getOrDefault(name, List.of());
            if (!figures.isEmpty()) {
                Group group = report.groups()
                        .get(Objects.requireNonNull(report.verdict().group()));
                assertThat(group.factTexts()).containsExactlyElementsOf(figures);
            }
            for (String text : figures) {
                assertThat(report.verdict().evidence())
                        .anySatisfy(evidence -> assertThat(evidence.text()).startsWith(text));
            }
        }
    }

    /// All but what the values themselves tell, which `docs/redaction.md` lists.
    private static void redactedItSaysTheSame(StagedIncident incident) {
        IncidentReport original = incident.report(Dumps.ALL);
        assertThat(Parity.differences(original, incident.redacted()))
                .allMatch(path -> BY_VALUES.stream().anyMatch(path::startsWith));
        assertThat(Parity.otherFindings(original, incident.redacted())).isSubsetOf(RULES_BY_VALUES);
        assertThat(Parity.otherCollections(original, incident.redacted()))
                .allMatch(COLLECTIONS_BY_VALUES.asMatchPredicate());
        assertThat(original.notChecked()).noneMatch(missing -> missing.because().contains("holdup redact"));
        assertThat(incident.redacted().notChecked())
                .anyMatch(missing -> missing.because().contains("holdup redact"));
    }

    @Test
    void theTableListsEveryIncident() throws Exception {
        assertThat(rows()).extracting(row -> row.split(" *\\| *", -1)[1]).containsExactlyElementsOf(names());
    }

    private static List<String> names() {
        List<String> names =
                new ArrayList<>(Incidents.all().stream().map(Incident::name).toList());
        ErlangIncident.all().stream().map(ErlangIncident::name).forEach(names::add);
        return names;
    }

    private static String rowInTable(String name) throws IOException {
        return rows().stream()
                .filter(row -> row.startsWith("| " + name + " |"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(TABLE + " has no " + name + ": ./check --all-incidents"));
    }

    private static List<String> rows() throws IOException {
        return Files.readAllLines(TABLE).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| incident "))
                .toList();
    }

    /// Rows of incidents that could not be staged here stay as they are.
    @AfterAll
    static void writeTable() throws Exception {
        if (!ALL) {
            return;
        }
        Path nodes = Files.createDirectories(Path.of("target/staged-nodes"));
        for (ErlangIncident incident : ErlangIncident.all()) {
            if (ErlangStaging.available(incident)) {
                ROWS.put(incident.name(), StagedNode.row(incident, nodes));
            }
        }
        String checkedIn = Files.readString(TABLE);
        int before = checkedIn.indexOf(IncidentTable.HEAD);
        StringBuilder table = new StringBuilder(before < 0 ? checkedIn : checkedIn.substring(0, before));
        table.append(IncidentTable.HEAD);
        for (String name : names()) {
            String row = ROWS.get(name);
            table.append(row == null ? rowInTable(name) : row).append('\n');
        }
        Files.writeString(Path.of("target/incidents.md"), table);
    }
}
