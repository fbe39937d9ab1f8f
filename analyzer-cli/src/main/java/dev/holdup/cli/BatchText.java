package dev.holdup.cli;

import dev.holdup.analysis.findings.ByteFormat;
import dev.holdup.batch.discovery.FoundDump;
import dev.holdup.batch.discovery.PlannedIncident;
import dev.holdup.batch.run.Batch;
import dev.holdup.batch.store.Stores;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What a run over an archive says to a terminal.
final class BatchText {
    private static final long NANOS_BETWEEN_LINES = Duration.ofSeconds(5).toNanos();

    private BatchText() {}

    /// The incidents and their files, as `--dry-run` lists them.
    static String plan(List<PlannedIncident> incidents) {
        StringBuilder text = new StringBuilder();
        for (PlannedIncident incident : incidents) {
            text.append(incident.time() == null ? "time unknown" : incident.time())
                    .append(named("service", incident.service()))
                    .append(named("host", incident.host()))
                    .append("  ")
                    .append(ByteFormat.bytes(incident.bytes()))
                    .append(System.lineSeparator());
            for (FoundDump file : incident.files()) {
                text.append(String.format(
                        "  %-8s %s%n", file.kind().name().toLowerCase(Locale.ROOT), Terminal.printable(file.name())));
            }
        }
        long files = incidents.stream().mapToLong(each -> each.files().size()).sum();
        long bytes = incidents.stream().mapToLong(PlannedIncident::bytes).sum();
        text.append(counted(incidents.size(), "incident"))
                .append(", ")
                .append(counted(files, "file"))
                .append(", ")
                .append(ByteFormat.bytes(bytes))
                .append(System.lineSeparator());
        return text.toString();
    }

    private static String named(String what, String name) {
        return name.isEmpty() ? "" : "  " + what + " " + Terminal.printable(name);
    }

    private static String counted(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    static String summary(Batch.Summary summary, String out) {
        StringBuilder text = new StringBuilder();
        text.append(counted(summary.found(), "incident"))
                .append(" in the archive: ")
                .append(summary.analysed())
                .append(" analyzed now, ")
                .append(summary.before())
                .append(" done before, ")
                .append(summary.copies() == 1 ? "1 a copy of another" : summary.copies() + " copies of others");
        int left = summary.found() - summary.analysed() - summary.before() - summary.copies();
        text.append(left == 0 ? "" : ", " + left + " left").append(System.lineSeparator());
        if (!summary.verdicts().isEmpty()) {
            text.append(summary.verdicts().entrySet().stream()
                            .map(verdict -> verdict.getKey() + " " + verdict.getValue())
                            .collect(Collectors.joining(", ")))
                    .append(System.lineSeparator());
        }
        if (summary.failed() > 0) {
            text.append(counted(summary.failed(), "incident"))
                    .append(" could not be analyzed; index.md says why")
                    .append(System.lineSeparator());
        }
        text.append(counted(summary.incidents(), "incident"))
                .append(" in all: open ")
                .append(Terminal.printable(Stores.below(out, "index.html")))
                .append(System.lineSeparator());
        return text.toString();
    }

    /// Where a line cannot be drawn over itself, one every few seconds is enough.
    static Batch.Onlooker seldom(ProgressDisplay display) {
        long[] toldAt = {System.nanoTime() - NANOS_BETWEEN_LINES};
        long begunAt = System.nanoTime();
        return (phase, done) -> {
            if (!(display instanceof ProgressLines)) {
                display.at(phase, done);
                return;
            }
            long now = System.nanoTime();
            if (now - toldAt[0] >= NANOS_BETWEEN_LINES) {
                toldAt[0] = now;
                display.at(phase + left(done, now - begunAt), done);
            }
        };
    }

    private static String left(double done, long nanos) {
        if (done <= 0.01 || done >= 1) {
            return "";
        }
        long seconds = Math.round(nanos / 1e9 * (1 - done) / done);
        return ", " + Math.round(done * 100) + " %, " + (seconds < 100 ? seconds + " s" : seconds / 60 + " min")
                + " left";
    }
}
