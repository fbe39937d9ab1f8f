package dev.holdup.report.text;

import dev.holdup.analysis.findings.CountFormat;
import dev.holdup.analysis.findings.IncidentReport;
import org.jspecify.annotations.Nullable;

/// How much of what it was given the analysis could use, in the words of the first screen.
///
/// @param files how many, and whether they were read whole
/// @param incomplete files that were not
/// @param warnings about damage; null if there are none
/// @param notChecked what the dumps cannot tell
public record Coverage(
        String files, int incomplete, @Nullable String warnings, String notChecked) {

    public static Coverage of(IncidentReport report) {
        int files = report.inputs().size();
        int incomplete = (int)
                report.inputs().stream().filter(input -> !input.complete()).count();
        int warnings = report.inputs().stream()
                .mapToInt(input -> input.warnings().size())
                .sum();
        String read = incomplete == 0 ? " read whole" : ", " + incomplete + " not read whole";
        int open = report.notChecked().size();
        return new Coverage(
                CountFormat.counted(files, "file") + read,
                incomplete,
                warnings == 0 ? null : CountFormat.counted(warnings, "warning") + " of damage",
                open == 0
                        ? "every question answered"
                        : CountFormat.counted(open, "question") + " the dumps cannot answer");
    }
}
