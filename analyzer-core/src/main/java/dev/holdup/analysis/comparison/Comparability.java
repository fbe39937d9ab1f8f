package dev.holdup.analysis.comparison;

import dev.holdup.analysis.comparison.Comparison.NotCompared;
import dev.holdup.analysis.findings.HistogramRow;
import dev.holdup.analysis.findings.IncidentReport;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What two analyses have in common, and what they do not.
///
/// @param runtimes whether they are of one kind: two JVMs, two Erlang nodes
/// @param memory whether both know where the memory is
/// @param units whether both know threads or processes
/// @param notCompared why not, for the user
record Comparability(boolean runtimes, boolean memory, boolean units, List<NotCompared> notCompared) {
    private static final int LARGEST_CLASSES = 100;
    private static final int FEW_IN_COMMON = 20;

    static Comparability of(IncidentReport before, IncidentReport after) {
        List<NotCompared> notes = new ArrayList<>();
        boolean runtimes = isErlang(before) == isErlang(after);
        if (!runtimes) {
            notes.add(new NotCompared(
                    "Classes, suspects, groups and verdict",
                    "One is of a JVM, the other of an Erlang node: they have nothing else in common."));
        }
        boolean memory = before.memory() != null && after.memory() != null;
        if (runtimes && !memory) {
            notes.add(new NotCompared("The memory", withoutMemory(before, after)));
        }
        boolean units = before.units().total() > 0 && after.units().total() > 0;
        if (runtimes && !units) {
            notes.add(new NotCompared(
                    "The threads",
                    (before.units().total() == 0 ? "BEFORE" : "AFTER") + " has none: add a thread dump of it."));
        }
        if (runtimes) {
            notes.addAll(doubts(before, after));
        }
        return new Comparability(runtimes, memory, units, notes);
    }

    static boolean isErlang(IncidentReport report) {
        return report.erlang() != null || report.units().kind().equals("process");
    }

    private static String withoutMemory(IncidentReport before, IncidentReport after) {
        String dump = isErlang(before) ? "dump of the whole node" : "heap dump";
        return before.memory() == null && after.memory() == null
                ? "Neither of the two has a " + dump + "."
                : (before.memory() == null ? "BEFORE" : "AFTER") + " has no " + dump + ".";
    }

    /// What makes a comparison doubtful without making it impossible.
    private static List<NotCompared> doubts(IncidentReport before, IncidentReport after) {
        List<NotCompared> doubts = new ArrayList<>();
        String taken = taken(before);
        String takenLater = taken(after);
        if (taken != null && takenLater != null && taken.compareTo(takenLater) > 0) {
            doubts.add(new NotCompared(
                    "The order of time", "BEFORE was taken at " + taken + ", after AFTER at " + takenLater + "."));
        }
        if (!before.inputs().isEmpty() && digests(before).equals(digests(after))) {
            doubts.add(new NotCompared("Two states", "Both are of the same files."));
        }
        int common = commonClasses(before.histogram(), after.histogram());
        if (common >= 0 && common < FEW_IN_COMMON) {
            doubts.add(new NotCompared(
                    "One application",
                    "Only " + common + " of the " + LARGEST_CLASSES
                            + " classes that keep the most are in both: they seem to be of two applications."));
        }
        if (before.inputs().stream().anyMatch(input -> !input.complete())
                || after.inputs().stream().anyMatch(input -> !input.complete())) {
            doubts.add(new NotCompared(
                    "What is missing in a damaged file", "It counts as gone, or as new, though it may not be."));
        }
        return doubts;
    }

    private static @Nullable String taken(IncidentReport report) {
        return report.inputs().stream()
                .map(IncidentReport.Input::capturedAt)
                .filter(time -> time != null && time.endsWith("Z"))
                .findFirst()
                .orElse(null);
    }

    private static Set<String> digests(IncidentReport report) {
        Set<String> digests = new HashSet<>();
        report.inputs().forEach(input -> digests.add(input.sha256()));
        return digests;
    }

    /// Below 0 if there are too few to tell.
    private static int commonClasses(List<HistogramRow> before, List<HistogramRow> after) {
        if (before.size() < LARGEST_CLASSES || after.size() < LARGEST_CLASSES) {
            return -1;
        }
        Set<String> names = new HashSet<>();
        before.forEach(row -> names.add(row.className()));
        return (int) after.subList(0, LARGEST_CLASSES).stream()
                .filter(row -> names.contains(row.className()))
                .count();
    }
}
