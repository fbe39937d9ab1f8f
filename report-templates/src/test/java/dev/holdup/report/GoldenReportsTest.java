package dev.holdup.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.findings.IncidentReport;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every form of every sample, compared with the file checked in.
///
/// `mvn -pl report-templates -am test -Dholdup.update=true` writes the files anew; read the difference before
/// committing it. In the HTML files style, scripts and policy are left out: they are files of their own.
class GoldenReportsTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    static Stream<Arguments> samplesInEveryForm() {
        return SampleReports.all().entrySet().stream()
                .flatMap(sample -> Stream.of(ReportFormat.values())
                        .map(format -> Arguments.of(sample.getKey(), format, sample.getValue())));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("samplesInEveryForm")
    void looksAsCheckedIn(String name, ReportFormat format, IncidentReport report) throws IOException {
        String drawn = written(format.writer(), report);
        Path target = Path.of("target/samples");
        Files.createDirectories(target);
        Files.writeString(target.resolve(name + format.fileEnding()), drawn);
        Path golden = GOLDEN.resolve(name + format.fileEnding());
        String compared = format == ReportFormat.HTML ? withoutAssets(drawn) : drawn;
        if (Boolean.getBoolean("holdup.update")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(golden, compared);
        }
        assertThat(golden).hasContent(compared);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("samplesInEveryForm")
    void isTheSameTwice(String name, ReportFormat format, IncidentReport report) throws IOException {
        assertThat(written(format.writer(), report)).isEqualTo(written(format.writer(), report));
    }

    static String written(ReportWriter writer, IncidentReport report) throws IOException {
        StringWriter out = new StringWriter();
        writer.write(report, out);
        return out.toString();
    }

    static String withoutAssets(String html) {
        return html.replaceAll("(?s)<style>.*?</style>", "<style></style>")
                .replaceAll("(?s)<script type=\"module\">.*?</script>", "<script></script>")
                .replaceAll("Content-Security-Policy\" content=\"[^\"]*\"", "Content-Security-Policy\"");
    }
}
