package dev.holdup.batch.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.batch.store.LocalStore;
import dev.holdup.report.RecordJson;
import dev.holdup.report.fleet.FleetRow;
import dev.holdup.report.fleet.FleetRows;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The table on disk, run after run.
class FleetTableTest {
    @TempDir
    private Path folder;

    @Test
    void aSecondRunAppendsAPartAndLeavesTheFirstAsItIs() throws IOException {
        table().bringUpToDate(List.of(row("a1", "2026-10-03T00:00:00Z", "x"), row("a2", "2026-11-03T00:00:00Z", "x")));
        Map<String, String> first = files();

        table().bringUpToDate(List.of(
                row("a1", "2026-10-03T00:00:00Z", "x"),
                row("a2", "2026-11-03T00:00:00Z", "x"),
                row("a3", "2026-11-04T00:00:00Z", "x"),
                row("a4", null, "x")));

        Map<String, String> second = files();
        assertThat(second).containsAllEntriesOf(first).hasSize(first.size() + 2 * 3);
        assertThat(lines()).containsExactly("a1", "a2", "a3", "a4");
    }

    @Test
    void aRowThatIsNoLongerTrueIsReplaced() throws IOException {
        table().bringUpToDate(List.of(row("a1", "2026-10-03T00:00:00Z", "x"), row("a2", "2026-10-04T00:00:00Z", "x")));
        table().bringUpToDate(List.of(row("a1", "2026-10-03T00:00:00Z", "y"), row("a2", "2026-10-04T00:00:00Z", "x")));

        assertThat(lines()).containsExactlyInAnyOrder("a1", "a2");
        assertThat(String.join("", files().values()))
                .doesNotContain("because x of a1")
                .contains("because y of a1");
    }

    @Test
    void whatAnEndedRunLeftWithoutItsLinesIsRemoved() throws IOException {
        table().bringUpToDate(List.of(row("a1", "2026-10-03T00:00:00Z", "x")));
        Map<String, String> before = files();
        Files.writeString(folder.resolve("parquet/month=2026-10/part-000000000000.parquet"), "half");

        table().bringUpToDate(List.of(row("a1", "2026-10-03T00:00:00Z", "x")));

        assertThat(files()).isEqualTo(before);
    }

    @Test
    void theSameRowsGiveTheSameBytesInWhateverOrderTheyCome() throws IOException {
        FleetRow one = row("a1", "2026-10-03T00:00:00Z", "x");
        FleetRow other = row("a2", "2026-10-04T00:00:00Z", "x");
        table().bringUpToDate(List.of(one, other));
        Map<String, String> first = files();
        LocalStore.deleteAll(folder.resolve("jsonl"));

        table().bringUpToDate(List.of(other, one));

        assertThat(files()).isEqualTo(first);
    }

    @Test
    void csvQuotesWhatWouldEndACell() {
        String csv = CsvPart.of(List.of(row("a1", null, "a \"b\", c\nd")));

        assertThat(csv).contains(",\"because a \"\"b\"\", c\\nd of a1\",");
        assertThat(csv.lines().findFirst().orElseThrow().split(",", -1)).hasSize(Column.ALL.size());
    }

    @Test
    void aTextThatASpreadsheetWouldCalculateIsOneWithAnApostropheInCsvAndItselfElsewhere() throws IOException {
        for (String formula : List.of("=1+1", "+1", "-1+1", "@SUM(A1)", "=cmd|' /C calc'!A0", "-", "--5")) {
            FleetRow row = served(formula);
            assertThat(CsvPart.of(List.of(row))).as(formula).contains(",'" + formula + ",");
            assertThat(RecordJson.line(row)).contains("\"" + formula + "\"");
            assertThat(new String(ParquetPart.of(List.of(row), "holdup"), StandardCharsets.UTF_8))
                    .contains(formula)
                    .doesNotContain("'" + formula);
        }
        assertThat(CsvPart.of(List.of(served("=\"a\",b")))).contains(",\"'=\"\"a\"\",b\",");
        for (String harmless : List.of("-5", "-5.25", "shop-1", "a=b", "'quoted")) {
            assertThat(CsvPart.of(List.of(served(harmless)))).as(harmless).contains("," + harmless + ",");
        }
    }

    /// A row as it is, for names of services come from folders of whatever name.
    private static FleetRow served(String service) {
        return FleetRows.failed(new FleetRows.Origin("a1", service, "", null, "a1.txt", 1, 10, "0.1"), "because");
    }

    @Test
    void theParquetFooterSaysHowManyRowsAndWhichColumns() throws IOException {
        byte[] file = ParquetPart.of(List.of(row("a1", null, "x"), row("a2", null, "y")), "holdup");
        int length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(file.length - 8);
        FileMetaData footer = Util.readFileMetaData(
                new ByteArrayInputStream(Arrays.copyOfRange(file, file.length - 8 - length, file.length - 8)));

        assertThat(footer.getNum_rows()).isEqualTo(2);
        assertThat(footer.getSchema())
                .extracting(SchemaElement::getName)
                .contains("incident", "signature", "retainedBytes")
                .hasSize(Column.ALL.size() + 1);
    }

    private FleetTable table() {
        return new FleetTable(new LocalStore(), folder.toString());
    }

    private static FleetRow row(String id, @org.jspecify.annotations.Nullable String time, String because) {
        return FleetRows.failed(
                new FleetRows.Origin(id, "shop", "", time, id + ".txt", 1, 10, "0.1"),
                "because " + because + " of " + id);
    }

    private Map<String, String> files() throws IOException {
        Map<String, String> contentByName = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contentByName.put(
                        folder.relativize(file).toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return contentByName;
    }

    private List<String> lines() throws IOException {
        return files().entrySet().stream()
                .filter(file -> file.getKey().startsWith("jsonl"))
                .flatMap(file -> file.getValue().lines())
                .map(line -> line.replaceFirst(".*\"incident\": ?\"(\\w+)\".*", "$1"))
                .toList();
    }
}
