package dev.holdup.report;

import dev.holdup.analysis.findings.ByteFormat;
import dev.holdup.analysis.findings.CountFormat;
import dev.holdup.report.fleet.FleetRow;
import dev.holdup.report.fleet.FleetSummary;
import dev.holdup.report.fleet.FleetSummary.Recurring;
import dev.holdup.report.page.FleetPage;
import dev.holdup.report.text.MarkdownText;
import dev.holdup.report.text.RecordTexts;
import dev.holdup.report.text.VisibleText;
import dev.holdup.report.text.Wording;
import java.util.List;

/// The index of a fleet: a page that loads nothing, and a summary in Markdown. The same rows give the same characters.
public final class FleetReport {
    private static final int TEXT_LIMIT = 400;
    private static final int MOST_CAUSES = 50;
    private static final int MOST_FAILURES = 50;

    private FleetReport() {}

    /// One file; its links lead to `incidents/ID/report.html` beside it.
    public static String html(List<FleetRow> rows) {
        return HtmlReport.rendered("fleet.jte", FleetPage.of(visible(rows)));
    }

    private static List<FleetRow> visible(List<FleetRow> rows) {
        return rows.stream()
                .map(row -> RecordTexts.changed(row, text -> VisibleText.of(text, TEXT_LIMIT)))
                .toList();
    }

    public static String markdown(List<FleetRow> rows) {
        List<FleetRow> visible = visible(rows);
        FleetPage page = FleetPage.of(visible);
        FleetSummary summary = page.summary();
        StringBuilder text = new StringBuilder("# " + CountFormat.counted(summary.incidents(), "incident") + "\n\n");
        if (summary.first() != null) {
            text.append("From ")
                    .append(FleetPage.day(summary.first()))
                    .append(" to ")
                    .append(FleetPage.day(summary.last()))
                    .append(". ");
        }
        text.append(page.headline()).append("\n\n");
        text.append(CountFormat.count(summary.without()))
                .append(" without a culprit, ")
                .append(CountFormat.count(summary.partial()))
                .append(" with a dump that is not whole, ")
                .append(CountFormat.count(summary.failed()))
                .append(" of which nothing could be analyzed.\n");
        causes(summary, text);
        failures(visible, text);
        return text.toString();
    }

    private static void causes(FleetSummary summary, StringBuilder text) {
        if (summary.recurring().isEmpty()) {
            return;
        }
        text.append("\n## What recurs, by what it costs\n\n");
        text.append(
                "| cause | kind | occurrences | bytes kept | threads held up | first seen | last seen | lately | services |"
                        + " report |\n| --- | --- | ---: | ---: | ---: | --- | --- | --- | --- | --- |\n");
        for (Recurring cause : summary.recurring().stream().limit(MOST_CAUSES).toList()) {
            FleetRow worst = cause.worst();
            text.append("| ").append(MarkdownText.cellProse(cause.signature()));
            text.append(" | ").append(MarkdownText.cellProse(Wording.kind(String.valueOf(worst.verdict()))));
            text.append(" | ").append(CountFormat.count(cause.occurrences()));
            text.append(" | ").append(cause.bytes() == 0 ? "–" : ByteFormat.bytes(cause.bytes()));
            text.append(" | ").append(CountFormat.count(cause.threads()));
            text.append(" | ").append(FleetPage.day(cause.first()));
            text.append(" | ").append(FleetPage.day(cause.last()));
            text.append(" | ").append(FleetPage.trendWord(cause));
            text.append(" | ").append(MarkdownText.cellProse(FleetPage.services(cause)));
            text.append(" | [").append(worst.incident()).append("](incidents/");
            text.append(worst.incident()).append("/report.html) |\n");
        }
        leftOut(summary.recurring().size() - MOST_CAUSES, "causes", text);
    }

    private static void failures(List<FleetRow> rows, StringBuilder text) {
        List<FleetRow> failed = rows.stream()
                .filter(row -> row.status().equals(FleetRow.FAILED))
                .toList();
        if (failed.isEmpty()) {
            return;
        }
        text.append("\n## Nothing could be analyzed\n\n");
        for (FleetRow row : failed.stream().limit(MOST_FAILURES).toList()) {
            text.append("- ").append(MarkdownText.code(row.source()));
            text.append(": ")
                    .append(MarkdownText.further(String.valueOf(row.error())))
                    .append('\n');
        }
        leftOut(failed.size() - MOST_FAILURES, "incidents", text);
    }

    private static void leftOut(int count, String what, StringBuilder text) {
        if (count > 0) {
            text.append("\nand ")
                    .append(CountFormat.count(count))
                    .append(" more ")
                    .append(what)
                    .append(", in the table\n");
        }
    }
}
