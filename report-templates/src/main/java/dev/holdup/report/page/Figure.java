package dev.holdup.report.page;

import dev.holdup.analysis.findings.ByteFormat;
import dev.holdup.analysis.findings.CountFormat;
import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.analysis.findings.Memory;
import dev.holdup.analysis.findings.Units;
import dev.holdup.analysis.findings.Verdict;
import dev.holdup.report.text.Tone;
import dev.holdup.report.text.Wording;
import java.util.ArrayList;
import java.util.List;

/// One of the figures below the headline.
///
/// @param number as large as it gets
/// @param unit beside it, smaller; may be empty
/// @param exact for the tooltip, may be empty
public record Figure(String number, String unit, String label, String exact) {

    static List<Figure> of(IncidentReport report) {
        Tone tone = Tone.of(report.verdict().kind());
        return tone == Tone.ALARM || tone == Tone.WARNING ? ofCulprit(report) : ofWhole(report);
    }

    private static List<Figure> ofCulprit(IncidentReport report) {
        Verdict verdict = report.verdict();
        List<Figure> figures = new ArrayList<>();
        if (verdict.units() > 0) {
            String of = "of " + Wording.units(report.units(), report.units().total()) + " " + Wording.inSource(report);
            figures.add(new Figure(CountFormat.count(verdict.units()), Wording.unitsNoun(report.units()), of, ""));
        }
        Long retained = verdict.retainedBytes();
        if (retained != null) {
            String label = verdict.units() > 0 ? "kept alive by them alone" : "kept alive by it alone";
            figures.add(bytes(retained, label));
        }
        Double share = verdict.retainedShare();
        if (share != null) {
            String of = report.erlang() == null ? "of the reachable heap" : Wording.ofMemory(report.units());
            figures.add(new Figure(CountFormat.percent(share), "", of, ""));
        }
        return figures;
    }

    private static List<Figure> ofWhole(IncidentReport report) {
        Units units = report.units();
        List<Figure> figures = new ArrayList<>();
        if (units.total() > 0) {
            int blocked = units.byActivity().getOrDefault("blocked", 0);
            figures.add(new Figure(
                    CountFormat.count(units.total()), Wording.unitsNoun(units), Wording.inSource(report), ""));
            figures.add(
                    new Figure(CountFormat.count(blocked), "blocked", CountFormat.count(units.idle()) + " idle", ""));
        }
        Memory memory = report.memory();
        if (memory != null) {
            figures.add(bytes(
                    memory.reachableBytes(), report.erlang() == null ? "reachable in the heap" : "in use by the node"));
        }
        return figures;
    }

    private static Figure bytes(long bytes, String label) {
        String[] numberAndUnit = ByteFormat.bytes(bytes).split(" ", 2);
        return new Figure(numberAndUnit[0], numberAndUnit[1], label, CountFormat.bytes(bytes));
    }
}
