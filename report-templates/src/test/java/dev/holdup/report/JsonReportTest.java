package dev.holdup.report;

import static dev.holdup.report.GoldenReportsTest.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.holdup.analysis.findings.IncidentReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JsonReportTest {
    @TempDir
    Path folder;

    static Stream<IncidentReport> samples() {
        return Stream.concat(SampleReports.all().values().stream(), Stream.of(HostileReports.everyText()));
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("samples")
    void readsBackWhatItWrote(IncidentReport report) throws IOException, UnreadableReportException {
        Path file = Files.writeString(folder.resolve("report.json"), written(new JsonReport(), report));
        assertThat(JsonReport.read(file)).isEqualTo(report);
    }

    @Test
    void fieldsStandInTheOrderOfTheRecordsAndUnknownOnesAreLeftOut() throws IOException {
        String json = written(new JsonReport(), SampleReports.threadsOnly());
        assertThat(json).startsWith("{\n  \"schemaVersion\": 1,\n  \"tool\": {\n    \"name\": \"holdup\",");
        assertThat(json)
                .containsSubsequence(
                        "\"inputs\"", "\"runtime\"", "\"units\"", "\"verdict\"", "\"groups\"", "\"notChecked\"");
        assertThat(json).doesNotContain("null", "\"memory\"", "\"className\"").contains("\"class\": \"java.util");
    }

    @Test
    void fieldOfALaterVersionOfTheToolIsPassedOver() throws IOException, UnreadableReportException {
        String json = written(new JsonReport(), SampleReports.healthy());
        String later = json.replaceFirst("\"tool\": \\{", "\"mood\": [{\"a\": 1}],\n  \"tool\": {\"licence\": \"x\",");
        assertThat(read(later)).isEqualTo(SampleReports.healthy());
    }

    @Test
    void newerSchemaVersionAsksForANewerTool() {
        fails(
                "{\n  \"tool\": {},\n  \"schemaVersion\": 2\n}",
                3,
                "report.json line 3 column 20: written with schema version 2, but this holdup reads version 1; use a newer holdup.");
    }

    @Test
    void otherJsonIsNoReport() {
        fails("{\"a\": 1}", 1, "report.json line 1 column 1: not a report.json: it has no schemaVersion.");
        fails("[1]", 1, "report.json line 1 column 1: not a report.json: it is no JSON object.");
        fails("", 1, "report.json line 1 column 1: not a report.json: it is no JSON object.");
        fails(
                "{\"schemaVersion\": \"1\"}",
                1,
                "report.json line 1 column 19: schemaVersion is not one that holdup has written, and this holdup reads version 1.");
    }

    @Test
    void brokenJsonIsToldWithLineAndColumn() throws IOException {
        String json = written(new JsonReport(), SampleReports.healthy());
        String broken = json.replaceFirst("\"headline\": ", "\"headline\" ");
        UnreadableReportException problem = failure(broken);
        int line = (int)
                broken.substring(0, broken.indexOf("\"headline\" ")).lines().count();
        assertThat(problem.line()).isEqualTo(line);
        assertThat(problem.column()).isGreaterThan(1);
        assertThat(problem)
                .hasMessageStartingWith("report.json line " + line + " column ")
                .hasMessageContaining("not valid JSON");
        assertThat(problem.toString().lines()).hasSize(1);
    }

    @Test
    void cutOffFileIsToldAtItsEnd() throws IOException {
        String json = written(new JsonReport(), SampleReports.healthy());
        UnreadableReportException problem = failure(json.substring(0, json.length() / 2));
        assertThat(problem.line()).isGreaterThan(10);
        assertThat(problem).hasMessageContaining("not valid JSON");
    }

    @Test
    void missingNullAndWrongValuesAreToldWithTheirField() throws IOException {
        String json = written(new JsonReport(), SampleReports.healthy());
        assertThat(failure(json.replaceFirst("\"headline\"", "\"headlines\"")))
                .hasMessageContaining("verdict")
                .hasMessageContaining("headline");
        assertThat(failure(json.replaceFirst("\"headline\": \"[^\"]*\"", "\"headline\": null")))
                .hasMessageContaining("verdict/headline");
        assertThat(failure(json.replaceFirst("\"idle\": 52", "\"idle\": \"many\"")))
                .hasMessageContaining("units/idle");
        assertThat(failure(json.replaceFirst("\"explanation\": \\[", "\"explanation\": [ null,")))
                .hasMessageContaining("verdict/explanation");
    }

    @Test
    void nestingWithoutEndIsRefused() {
        assertThat(failure("{\"schemaVersion\": 1, \"x\": " + "[".repeat(100_000)))
                .hasMessageContaining("not valid JSON");
        assertThat(failure("{\"x\": " + "[".repeat(100_000))).hasMessageContaining("not valid JSON");
    }

    private static IncidentReport read(String json) throws UnreadableReportException {
        return JsonReport.read("report.json", json.getBytes(StandardCharsets.UTF_8));
    }

    private static void fails(String json, int line, String message) {
        assertThatExceptionOfType(UnreadableReportException.class)
                .isThrownBy(() -> read(json))
                .withMessage(message)
                .satisfies(problem -> assertThat(problem.line()).isEqualTo(line));
    }

    private static UnreadableReportException failure(String json) {
        try {
            read(json);
        } catch (UnreadableReportException e) {
            return e;
        }
        throw new AssertionError("was read");
    }
}
