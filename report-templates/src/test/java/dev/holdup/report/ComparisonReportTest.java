package dev.holdup.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.holdup.analysis.comparison.Comparison;
import dev.holdup.report.text.RecordTexts;
import dev.holdup.report.text.TerminalText;
import dev.holdup.report.ticket.GitHubMarkup;
import dev.holdup.report.ticket.JiraMarkup;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/// Every form of every sample, compared with the file checked in; `-Dholdup.update=true` writes them anew.
class ComparisonReportTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final Path SCHEMA = Path.of("../docs/comparison.schema.json");

    @TempDir
    private Path folder;

    static Stream<Arguments> samplesInEveryForm() {
        return SampleComparisons.all().entrySet().stream()
                .flatMap(sample -> Stream.of(ReportFormat.values())
                        .map(format -> Arguments.of(sample.getKey(), format, sample.getValue())));
    }

    static Stream<Comparison> samples() {
        return SampleComparisons.all().values().stream();
    }

    /// A large sample with every text ending in a hostile name.
    static Stream<Comparison> hostile() {
        return HostileReports.NAMES.stream()
                .map(name -> RecordTexts.changed(
                        java.util.Objects.requireNonNull(SampleComparisons.all().get("comparison-new")),
                        text -> text.equals(Comparison.DOCUMENT) ? text : text + name));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("samplesInEveryForm")
    void looksAsCheckedIn(String name, ReportFormat format, Comparison comparison) throws IOException {
        String drawn = drawn(comparison, format);
        Path target = Files.createDirectories(Path.of("target/samples"));
        Files.writeString(target.resolve(name + format.fileEnding()), drawn);
        Path golden = GOLDEN.resolve(name + format.fileEnding());
        String compared = format == ReportFormat.HTML ? GoldenReportsTest.withoutAssets(drawn) : drawn;
        if (Boolean.getBoolean("holdup.update")) {
            Files.writeString(golden, compared);
        }
        assertThat(golden).hasContent(compared);
        assertThat(drawn(comparison, format)).isEqualTo(drawn);
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("samples")
    void aSavedOneIsReadBackAsItWas(Comparison comparison) throws Exception {
        Path file = folder.resolve("saved.json");
        Files.writeString(file, drawn(comparison, ReportFormat.JSON));

        assertThat(JsonReport.isComparison(file)).isTrue();
        assertThat(ComparisonReport.read(file)).isEqualTo(comparison);
    }

    @Test
    void aReportIsNoComparisonAndAThreadDumpIsNeither() throws IOException {
        Path report = folder.resolve("report.json");
        Files.writeString(report, GoldenReportsTest.written(new JsonReport(), SampleReports.healthy()));
        Path dump = folder.resolve("threads.json");
        Files.writeString(dump, "{\"threadDump\": {\"processId\": \"1\", \"schemaVersion\": 1}}");

        assertThat(JsonReport.isComparison(report)).isFalse();
        assertThat(JsonReport.isOurs(report)).isTrue();
        assertThat(JsonReport.isOurs(dump)).isFalse();
    }

    @Test
    void checkedInSchemaIsThatOfTheRecords() throws IOException {
        String generated =
                JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(ReportSchema.ofComparison())
                        + "\n";
        if (Boolean.getBoolean("holdup.update")) {
            Files.writeString(SCHEMA, generated);
        }
        assertThat(SCHEMA).hasContent(generated);
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("samples")
    void samplesFollowTheSchema(Comparison comparison) throws IOException {
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(SCHEMA), InputFormat.JSON);
        String json = drawn(comparison, ReportFormat.JSON);
        assertThat(schema.validate(json, InputFormat.JSON)).isEmpty();
        assertThat(schema.validate(json.replace("\"comparison\"", "\"report\""), InputFormat.JSON))
                .isNotEmpty();
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("hostile")
    void hostileNamesAreHarmlessInEveryForm(Comparison comparison) throws IOException {
        String html = drawn(comparison, ReportFormat.HTML);
        assertThat(html).doesNotContain("<script>alert", "<img", "onmouseover=alert(1) x='\"", "\u202E");
        assertThat(html.replaceAll("(?s)<(style|script).*?</\\1>", "")).doesNotContainPattern("(?i)(src|href)=\"(?!#)");
        assertThat(drawn(comparison, ReportFormat.TEXT).lines())
                .allSatisfy(line -> assertThat(TerminalText.columns(line)).isLessThanOrEqualTo(80));
        assertThat(drawn(comparison, ReportFormat.TEXT)).doesNotContain("\u001B");
        assertThat(drawn(comparison, ReportFormat.MARKDOWN)).hasSizeLessThanOrEqualTo(new GitHubMarkup().lengthLimit());
        assertThat(drawn(comparison, ReportFormat.JIRA)).hasSizeLessThanOrEqualTo(new JiraMarkup().lengthLimit());
    }

    static String drawn(Comparison comparison, ReportFormat format) throws IOException {
        StringWriter out = new StringWriter();
        ComparisonReport.write(comparison, format, out);
        return out.toString();
    }
}
