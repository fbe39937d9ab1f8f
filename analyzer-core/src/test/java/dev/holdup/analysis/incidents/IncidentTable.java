package dev.holdup.analysis.incidents;

import dev.holdup.analysis.findings.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The table of `docs/incidents.md`: a row an incident, expected against found.
final class IncidentTable {
    static final String HEAD = """
            | incident | kind · category · cause | blocked frame | units | owner or holders | payload | found | all dumps | heap alone | threads alone |
            |---|---|---|---|---|---|---|---|---|---|
            """;
    /// The column with figures that differ from staging to staging.
    private static final int FOUND = 7;

    private IncidentTable() {}

    /// @return as in the file
    static String row(StagedIncident incident) {
        Verdict verdict = incident.report(Dumps.ALL).verdict();
        Long found = verdict.retainedBytes();
        return row(
                incident.name(),
                incident.expected(),
                found,
                List.of(
                        outcome(incident, Dumps.ALL),
                        outcome(incident, Dumps.HEAP_ALONE),
                        outcome(incident, Dumps.THREADS_ALONE)));
    }

    static String row(String name, JsonNode expected, @Nullable Long found, List<String> outcomes) {
        long payload = expected.path("payloadBytes").asLong()
                + expected.path("sharedPayloadBytes").asLong();
        List<String> cells = new ArrayList<>(List.of(
                name,
                what(expected),
                code(expected.path("blockedFrame").asString("")),
                expected.path("units").asString("0"),
                who(expected),
                payload == 0 ? "" : megabytes(payload),
                found == null ? "" : megabytes(found)));
        cells.addAll(outcomes);
        return "| " + String.join(" | ", cells) + " |";
    }

    /// The row without what differs from staging to staging.
    static String stable(String row) {
        List<String> cells = new ArrayList<>(List.of(row.split(" *\\| *", -1)));
        cells.set(FOUND, "");
        return String.join("|", cells);
    }

    private static String outcome(StagedIncident incident, Dumps dumps) {
        Verdict verdict = incident.report(dumps).verdict();
        return outcome(incident.expected(), verdict);
    }

    /// `as expected, high`, or what was found instead.
    static String outcome(JsonNode expected, Verdict verdict) {
        List<String> differs = new ArrayList<>();
        String what = verdict.kind() + " · " + verdict.subsystem().category() + " · " + verdict.cause();
        if (!what.equals(what(expected))) {
            differs.add(
                    verdict.kind().equals("healthy") || verdict.kind().equals("inconclusive") ? verdict.kind() : what);
        }
        String frame = expected.path("blockedFrame").asString("");
        if (!frame.isEmpty() && verdict.blockedFrame() != null && !frame.equals(verdict.blockedFrame())) {
            differs.add(code(verdict.blockedFrame()));
        }
        if (expected.path("units").asInt(0) != verdict.units() && verdict.units() > 0) {
            differs.add(verdict.units() + " units");
        }
        return (differs.isEmpty() ? "as expected" : String.join(", ", differs)) + " (" + verdict.confidence() + ")";
    }

    private static String what(JsonNode expected) {
        return expected.path("kind").asString() + " · "
                + expected.path("category").asString() + " · "
                + expected.path("cause").asString();
    }

    private static String who(JsonNode expected) {
        int holders = expected.path("holders").size();
        if (holders > 0) {
            return holders + " in " + code(expected.path("holderFrame").asString());
        }
        JsonNode owner = expected.path("owner").isMissingNode() ? expected.path("worker") : expected.path("owner");
        String frame = owner.path("frame").asString(owner.path("unit").asString(""));
        if (!frame.isEmpty()) {
            return "1 in " + code(frame);
        }
        return code(expected.path("root").asString(""));
    }

    private static String code(String frame) {
        return frame.isEmpty() ? "" : "`" + frame + "`";
    }

    private static String megabytes(long bytes) {
        return Objects.requireNonNull(String.format(Locale.ROOT, "%.2f MB", bytes / 1e6));
    }
}
