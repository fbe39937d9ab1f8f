package dev.holdup.report.text;

import dev.holdup.analysis.findings.ByteFormat;
import dev.holdup.analysis.findings.CountFormat;
import dev.holdup.analysis.findings.Coverage;
import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.analysis.findings.IncidentReport.Input;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a report says at its top if an input was not read whole, in all its forms.
///
/// @param read how much of each such input was read, a sentence each
/// @param effect what that does to figures and to the verdict, one sentence
public record PartialRead(List<String> read, String effect) {
    private static final int MOST_INPUTS = 3;

    /// Null if all inputs were read whole.
    public static @Nullable PartialRead of(IncidentReport report) {
        List<Input> partial =
                report.inputs().stream().filter(input -> !input.complete()).toList();
        if (partial.isEmpty()) {
            return null;
        }
        List<String> read = new ArrayList<>();
        for (Input input : partial.subList(0, Math.min(MOST_INPUTS, partial.size()))) {
            read.add(of(input));
        }
        if (partial.size() > MOST_INPUTS) {
            read.add("And " + CountFormat.counted(partial.size() - MOST_INPUTS, "further input") + ".");
        }
        return new PartialRead(List.copyOf(read), effect(report, partial));
    }

    /// All of it in one paragraph.
    public String text() {
        return String.join(" ", read) + " " + effect;
    }

    /// How much of one input was read, one sentence.
    public static String of(Input input) {
        Coverage coverage = input.coverage();
        if (coverage == null) {
            return input.name() + ": how much is not known.";
        }
        List<String> parts = new ArrayList<>();
        Long readBytes = coverage.readBytes();
        Double share = coverage.readShare();
        if (readBytes != null && share != null) {
            parts.add(bytes(coverage, readBytes, share));
        }
        Long objects = coverage.objects();
        if (objects != null) {
            parts.add(CountFormat.counted(objects, "object"));
        }
        parts.add(units(input, coverage));
        String said = input.name() + ": " + String.join(", ", parts);
        Long dangling = coverage.danglingReferences();
        if (dangling != null && dangling > 0) {
            said += "; " + CountFormat.counted(dangling, "reference") + (dangling == 1 ? " leads" : " lead")
                    + " to objects that are missing";
        }
        return said + ".";
    }

    private static String bytes(Coverage coverage, long readBytes, double share) {
        Long missing = coverage.missingBytes();
        Long there = coverage.bytes();
        if (missing != null && there != null && missing + there > readBytes) {
            boolean more = missing > 0;
            return ByteFormat.bytes(readBytes) + " of " + (more ? "at least " : "") + ByteFormat.bytes(there + missing)
                    + " (" + (more ? "at most " : "") + CountFormat.percent(share) + ")";
        }
        return "the " + ByteFormat.bytes(readBytes) + " that are there";
    }

    private static String units(Input input, Coverage coverage) {
        String noun = input.kind().startsWith("erlang") ? "process" : "thread";
        int missing = coverage.missingUnits();
        String units = missing > 0
                ? CountFormat.count(coverage.units()) + " of "
                        + CountFormat.counted((long) coverage.units() + missing, noun)
                : CountFormat.counted(coverage.units(), noun);
        return units
                + (coverage.missingStacks() > 0
                        ? " (the stacks of " + CountFormat.count(coverage.missingStacks()) + " are missing)"
                        : missing == 0 && !coverage.allUnits() ? " (more may be missing)" : "");
    }

    private static String effect(IncidentReport report, List<Input> partial) {
        String figures = partial.stream().allMatch(input -> input.kind().equals("thread-dump"))
                ? "Counts of threads are lower bounds"
                : "Counts and sizes are lower bounds; what one thing alone keeps alive may be less, since what is"
                        + " missing may keep it as well";
        return switch (report.verdict().kind()) {
            case "healthy", "inconclusive" -> figures + ". That no culprit was found is no all-clear.";
            default -> figures + ".";
        };
    }
}
