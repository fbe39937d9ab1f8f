package dev.holdup.report;

import static dev.holdup.report.GoldenReportsTest.written;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.holdup.analysis.findings.IncidentReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/// `mvn -pl report-templates -am test -Dholdup.update=true` writes docs/report.schema.json anew.
class ReportSchemaTest {
    private static final Path CHECKED_IN = Path.of("../docs/report.schema.json");

    @Test
    void checkedInSchemaIsThatOfTheRecords() throws IOException {
        String generated =
                JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(ReportSchema.generate()) + "\n";
        if (Boolean.getBoolean("holdup.update")) {
            Files.createDirectories(CHECKED_IN.getParent());
            Files.writeString(CHECKED_IN, generated);
        }
        assertThat(CHECKED_IN).hasContent(generated);
    }

    static Stream<IncidentReport> samples() {
        return SampleReports.all().values().stream();
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("samples")
    void samplesFollowTheSchema(IncidentReport report) throws IOException {
        assertThat(schema().validate(written(new JsonReport(), report), InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void missingHeadlineAndUnknownKindBreakTheSchema() throws IOException {
        String json = written(new JsonReport(), SampleReports.healthy());
        assertThat(schema().validate(json.replace("\"headline\"", "\"headlines\""), InputFormat.JSON))
                .anySatisfy(error -> assertThat(error.getMessage()).contains("headline"));
        assertThat(schema().validate(json.replace("\"healthy\"", "\"fine\""), InputFormat.JSON))
                .hasSize(1);
    }

    @Test
    void onlyWhatIsNullableMayBeMissing() {
        var verdict = ReportSchema.generate().at("/$defs/Verdict");
        var required = verdict.get("required").values().stream()
                .map(name -> name.asString())
                .toList();
        assertThat(required).contains("kind", "headline", "units", "evidence");
        assertThat(required).doesNotContain("retainedBytes", "retainedShare", "owner", "group", "blockedFrame");
    }

    private static Schema schema() throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(CHECKED_IN), InputFormat.JSON);
    }
}
