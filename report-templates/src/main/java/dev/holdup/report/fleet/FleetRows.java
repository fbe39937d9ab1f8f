package dev.holdup.report.fleet;

import dev.holdup.analysis.findings.Group;
import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.analysis.findings.Memory;
import dev.holdup.analysis.findings.Owner;
import dev.holdup.analysis.findings.Suspect;
import dev.holdup.analysis.findings.Verdict;
import dev.holdup.report.text.RecordTexts;
import dev.holdup.report.text.VisibleText;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Rows of the fleet, made of reports.
public final class FleetRows {
    private static final int MOST_CELLS = 5;
    private static final int TEXT_LIMIT = 1_000;
    /// Parts of generated names that differ from run to run.
    private static final Pattern GENERATED = Pattern.compile(
            "(\\$\\$Lambda)[/$0-9a-fx.]*|(\\$\\$(?:EnhancerBy|FastClassBy|SpringCGLIB)\\w*\\$\\$)\\w+|(\\$Proxy)\\d+|(GeneratedMethodAccessor)\\d+|(@)[0-9a-f]{5,}");

    private FleetRows() {}

    /// What is known of an incident beside its report.
    ///
    /// @param time null if unknown
    public record Origin(
            String incident,
            String service,
            String host,
            @Nullable String time,
            String source,
            int files,
            long bytes,
            String toolVersion) {}

    public static FleetRow of(Origin origin, IncidentReport report) {
        Verdict verdict = report.verdict();
        Memory memory = report.memory();
        Owner owner = verdict.owner();
        boolean whole = report.inputs().stream().allMatch(IncidentReport.Input::complete);
        return visible(new FleetRow(
                origin.incident(),
                origin.service(),
                origin.host(),
                origin.time(),
                origin.source(),
                origin.files(),
                origin.bytes(),
                whole ? FleetRow.DONE : FleetRow.PARTIAL,
                null,
                report.runtime() == null ? null : report.runtime().kind(),
                report.runtime() == null ? null : report.runtime().version(),
                verdict.kind(),
                verdict.headline(),
                verdict.confidence(),
                verdict.subsystem().id(),
                verdict.subsystem().name(),
                verdict.subsystem().category(),
                verdict.cause(),
                verdict.blockedFrame(),
                owner == null ? null : owner.unit(),
                owner == null ? null : owner.frame(),
                signature(report),
                (long) report.units().total(),
                (long) verdict.units(),
                verdict.retainedBytes(),
                verdict.retainedShare(),
                memory == null ? null : memory.totalBytes(),
                memory == null ? null : memory.reachableBytes(),
                memory == null ? null : memory.objects(),
                report.groups().stream()
                        .filter(group -> !group.idle())
                        .limit(MOST_CELLS)
                        .map(FleetRows::cell)
                        .toList(),
                report.suspects().stream()
                        .limit(MOST_CELLS)
                        .map(FleetRows::cell)
                        .toList(),
                origin.toolVersion()));
    }

    /// The table is read by programs that print it: nothing in it acts on a screen.
    private static FleetRow visible(FleetRow row) {
        return RecordTexts.changed(row, text -> VisibleText.of(text, TEXT_LIMIT));
    }

    public static FleetRow failed(Origin origin, String because) {
        return visible(FleetRow.failed(origin, because));
    }

    private static FleetRow.GroupCell cell(Group group) {
        return new FleetRow.GroupCell(
                group.subsystem().id(), group.blockedFrame(), group.activity(), group.units(), group.retainedBytes());
    }

    private static FleetRow.SuspectCell cell(Suspect suspect) {
        return new FleetRow.SuspectCell(
                suspect.className(), suspect.objects(), suspect.retainedBytes(), heldBy(suspect));
    }

    private static String heldBy(Suspect suspect) {
        return suspect.path().isEmpty() ? suspect.root() : suspect.path().getFirst();
    }

    /// Such as `blocked · logging.logback · ch.qos.logback.core.OutputStreamAppender.writeBytes`: the kind, the
    /// subsystem, and the place in code or in the heap by which people would know it again.
    static @Nullable String signature(IncidentReport report) {
        Verdict verdict = report.verdict();
        if (verdict.kind().equals("healthy") || verdict.kind().equals("inconclusive")) {
            return null;
        }
        Owner owner = verdict.owner();
        String place = verdict.kind().equals("mailbox") && owner != null ? owner.unit() : verdict.blockedFrame();
        if (place == null && !report.suspects().isEmpty()) {
            Suspect suspect = report.suspects().getFirst();
            place = suspect.className() + " by " + heldBy(suspect);
        }
        String named = verdict.subsystem().id();
        return verdict.kind() + " · " + (named.equals("none") ? verdict.cause() : named)
                + (place == null ? "" : " · " + settled(place));
    }

    /// Without what differs from run to run.
    static String settled(String name) {
        return GENERATED.matcher(name).replaceAll("$1$2$3$4$5");
    }
}
