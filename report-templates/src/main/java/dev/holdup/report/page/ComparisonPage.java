package dev.holdup.report.page;

import dev.holdup.analysis.comparison.Change;
import dev.holdup.analysis.comparison.Comparison;
import dev.holdup.analysis.comparison.Comparison.MemoryChange;
import dev.holdup.analysis.comparison.Comparison.UnitsChange;
import dev.holdup.analysis.findings.ByteFormat;
import dev.holdup.analysis.findings.CountFormat;
import dev.holdup.report.text.ChangeTable;
import dev.holdup.report.text.ChangeTables;
import dev.holdup.report.text.ComparisonWords;
import dev.holdup.report.text.Tone;
import dev.holdup.report.text.Wording;
import java.util.ArrayList;
import java.util.List;

/// All that the template of a comparison needs, in the order of the page.
public record ComparisonPage(
        Comparison comparison, PageAssets assets, Tone tone, List<Figure> figures, List<ChangeTable> tables) {

    /// @param comparison with every text made visible
    public static ComparisonPage of(Comparison comparison) {
        return new ComparisonPage(
                comparison,
                PageAssets.COMPARISON,
                ComparisonWords.tone(comparison),
                figures(comparison),
                ChangeTables.of(comparison));
    }

    /// What has changed at large: the units, those that are held up, the memory.
    private static List<Figure> figures(Comparison comparison) {
        List<Figure> figures = new ArrayList<>();
        UnitsChange units = comparison.units();
        if (units != null) {
            figures.add(
                    count(units.total(), Wording.unitsNoun(comparison.after().units())));
            Change covered = new Change((long) comparison.before().verdict().units(), (long)
                    comparison.after().verdict().units());
            if (covered.difference() != 0) {
                figures.add(count(covered, "of them in the verdict"));
            }
        }
        MemoryChange memory = comparison.memory();
        if (memory != null) {
            Change bytes = memory.reachableBytes();
            long now = bytes.after() == null ? 0 : bytes.after();
            figures.add(new Figure(
                    signed(ByteFormat.bytes(bytes.difference()), bytes),
                    "",
                    "of memory in use, now " + ByteFormat.bytes(now),
                    CountFormat.bytes(bytes.difference())));
        }
        return figures;
    }

    private static Figure count(Change change, String noun) {
        long now = change.after() == null ? 0 : change.after();
        return new Figure(
                signed(CountFormat.count(change.difference()), change),
                "",
                noun + ", now " + CountFormat.count(now),
                "");
    }

    private static String signed(String difference, Change change) {
        return change.difference() > 0 ? "+" + difference : change.difference() == 0 ? "±0" : difference;
    }

    /// Where a bar of growth begins: what shrank goes from the middle to the left.
    public static String barStart(ChangeTable table, ChangeTable.Row row) {
        double share = (double) row.main().difference() / table.largest() / 2;
        return StackedBar.percentage(share < 0 ? 0.5 + share : 0.5);
    }

    public static String barWidth(ChangeTable table, ChangeTable.Row row) {
        return StackedBar.percentage(Math.abs((double) row.main().difference() / table.largest() / 2));
    }

    public static String barClass(ChangeTable.Row row) {
        return row.main().difference() < 0 ? "part-0" : "accent";
    }
}
