package dev.holdup.report;

import static dev.holdup.report.GoldenReportsTest.written;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.comparison.Comparison;
import dev.holdup.analysis.findings.IncidentReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The Markdown as another parser reads it: what GitHub looks for in plain text is not there, whatever the names.
class ParsedMarkdownTest {
    /// Mentions, references to issues and commits, links, smileys: found by GitHub in text, not in code.
    private static final Pattern FIRES = Pattern.compile("[@#]\\w|GH-\\d|https?:|www\\.|:tada:|[0-9a-f]{40}");

    private static final Parser PARSER =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();

    /// What a reader would find in the text.
    private static final class Found extends AbstractVisitor {
        private final List<String> texts = new ArrayList<>();
        private final List<String> html = new ArrayList<>();
        private final List<Integer> cellsInRows = new ArrayList<>();
        private int links;

        @Override
        public void visit(Text text) {
            texts.add(text.getLiteral());
        }

        @Override
        public void visit(HtmlBlock block) {
            html.add(block.getLiteral());
        }

        @Override
        public void visit(HtmlInline inline) {
            html.add(inline.getLiteral());
        }

        @Override
        public void visit(Link link) {
            links++;
        }

        @Override
        public void visit(Image image) {
            links++;
        }

        @Override
        public void visit(CustomBlock block) {
            if (block instanceof TableBlock table) {
                rowsOf(table);
            }
            visitChildren(block);
        }

        private void rowsOf(TableBlock table) {
            for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
                for (Node row = part.getFirstChild(); row != null; row = row.getNext()) {
                    assertThat(row).isInstanceOf(TableRow.class);
                    cellsInRows.add(cells(row));
                }
            }
        }

        private static int cells(Node row) {
            int cells = 0;
            for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
                assertThat(cell).isInstanceOf(TableCell.class);
                cells++;
            }
            return cells;
        }

        @Override
        public void visit(CustomNode node) {
            visitChildren(node);
        }
    }

    private static Found read(String markdown) {
        Found found = new Found();
        PARSER.parse(markdown).accept(found);
        return found;
    }

    static Stream<String> tickets() {
        Stream<IncidentReport> reports = Stream.concat(
                SampleReports.all().values().stream(),
                Stream.concat(
                        Stream.of(HostileReports.everyText()),
                        HostileReports.NAMES.stream().map(HostileReports::everyTextIs)));
        Stream<Comparison> comparisons = Stream.concat(ComparisonReportTest.samples(), ComparisonReportTest.hostile());
        return Stream.concat(reports.map(ParsedMarkdownTest::of), comparisons.map(ParsedMarkdownTest::of));
    }

    private static String of(IncidentReport report) {
        try {
            return written(new MarkdownReport(), report);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String of(Comparison comparison) {
        try {
            return ComparisonReportTest.drawn(comparison, ReportFormat.MARKDOWN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("tickets")
    void nothingInItFires(String ticket) {
        Found found = read(ticket);

        assertThat(found.links).isZero();
        assertThat(found.texts).noneSatisfy(text -> assertThat(text).containsPattern(FIRES));
        assertThat(found.html)
                .allSatisfy(block -> assertThat(block.strip())
                        .matches("(<details>\\n<summary><b>[\\w ,'-]+</b></summary>|</details>)"));
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("tickets")
    void tablesStayTables(String ticket) {
        Found found = read(ticket);

        assertThat(found.cellsInRows)
                .isNotEmpty()
                .allSatisfy(cells -> assertThat(cells).isBetween(3, 7));
    }
}
