package dev.holdup.report.page;

import dev.holdup.analysis.findings.ByteFormat;
import dev.holdup.analysis.findings.Detail;
import dev.holdup.analysis.findings.HistogramRow;
import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.analysis.findings.Memory;
import dev.holdup.analysis.findings.UnitRow;
import dev.holdup.analysis.findings.Verdict;
import dev.holdup.report.text.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// All that the templates need, in the order of the page.
///
/// `story` is null if there is nobody to tell of; pictures are null where there is nothing to draw; `data` is JSON for
/// the scripts. The caps keep a page of the largest incident under 1.5 MB; what they
/// leave out is counted, and in report.json.
public record ReportPage(
        IncidentReport report,
        Detail detail,
        PageAssets assets,
        Tone tone,
        List<Figure> figures,
        @Nullable Story story,
        StackedBar memory,
        List<ActivityShare> activities,
        Capped<GroupCard> groups,
        Capped<HistogramRow> histogram,
        Capped<UnitRow> units,
        Capped<WaitedFor> locks,
        Capped<TimelineRow> timeline,
        List<StoryStep> steps,
        Grounds grounds,
        @Nullable Treemap treemap,
        @Nullable FlameGraph flame,
        @Nullable WaitDrawing waits,
        @Nullable MovingUnits moving,
        PageData.Element data) {
    static final int SUSPECTS = 30;
    private static final int HISTOGRAM_ROWS = 250;

    /// As plain rows, which the script replaces by all of [#UNITS].
    private static final int UNIT_ROWS = 120;

    private static final int UNITS = 10_000;

    /// @param report with every text made visible, see [dev.holdup.report.text.VisibleReport]
    public static ReportPage of(IncidentReport report) {
        Detail detail = detail(report);
        StackedBar holders = memoryBar(report.memory());
        return new ReportPage(
                report,
                detail,
                PageAssets.OURS,
                Tone.of(report.verdict().kind()),
                Figure.of(report),
                Story.of(report),
                holders,
                ActivityShare.of(report.units()),
                GroupCard.of(report),
                Capped.of(report.histogram(), detail.scaled(HISTOGRAM_ROWS)),
                Capped.of(report.unitTable(), UNIT_ROWS),
                WaitedFor.of(report),
                TimelineRow.of(report.timeline(), report.verdict().group()),
                StoryStep.of(report),
                new Grounds(report),
                Treemap.of(report, holders),
                FlameGraph.of(report),
                WaitDrawing.of(WaitsShown.of(report)),
                MovingUnits.of(report),
                PageData.of(report, detail.scaled(UNITS)));
    }

    /// How long the lists of the page may get.
    static Detail detail(IncidentReport report) {
        return Detail.named(report.detail() == null ? "" : report.detail());
    }

    private static StackedBar memoryBar(@Nullable Memory memory) {
        List<StackedBar.Part> parts = new ArrayList<>();
        if (memory != null) {
            int colour = 0;
            for (Memory.Holder holder : memory.byHolder()) {
                String cssClass = holderClass(holder.holder());
                parts.add(new StackedBar.Part(
                        holder.holder(),
                        ByteFormat.bytes(holder.bytes()),
                        holder.bytes(),
                        cssClass.isEmpty() ? "part-" + Math.min(colour++, 4) : cssClass));
            }
        }
        return StackedBar.of(parts);
    }

    /// Those who hold up, and those who do not matter, look the same in every report.
    private static String holderClass(String holder) {
        String lower = holder.toLowerCase(Locale.ROOT);
        return lower.startsWith("blocked") ? "accent" : lower.startsWith("unreachable") ? "unreachable" : "";
    }

    public StackedBar activityBar() {
        return ActivityShare.bar(activities);
    }

    /// The first remedy that is a setting; null if the cure is none.
    public Verdict.@Nullable Remedy firstSetting() {
        return report.verdict().remedies().stream()
                .filter(remedy -> remedy.key() != null)
                .findFirst()
                .orElse(null);
    }

    public List<Grounds.Link> headlineGrounds() {
        return grounds.of(report.verdict().headline()).links();
    }

    /// Anchor of a group's card; null if there is none.
    public @Nullable String groupHref(@Nullable Integer group) {
        return group == null ? null : GroupCard.href(group, report);
    }
}
