package dev.holdup.report.page;

import dev.holdup.analysis.findings.Group;
import dev.holdup.analysis.findings.IncidentReport;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A group with as much of it as the page shows.
///
/// @param index into `groups` of report.json; people count from 1, and so does the anchor `#groups/N`
/// @param open shown at once, not on demand
public record GroupCard(
        int index,
        Group group,
        boolean open,
        Capped<Group.Frame> stack,
        Capped<Group.FrameHolding> holdings,
        Capped<String> members) {
    /// Cards beyond this many are left to the table of groups.
    private static final int CARDS = 40;

    /// Groups further back are told in less.
    private static final int FULL_CARDS = 10;

    private static final int HOLDINGS = 12;

    private static int cards(IncidentReport report) {
        return Math.min(ReportPage.detail(report).scaled(CARDS), report.groups().size());
    }

    /// `#groups/3`; null if the page has no card of it.
    public static @Nullable String href(int index, IncidentReport report) {
        return index >= 0 && index < cards(report) ? "#groups/" + (index + 1) : null;
    }

    static Capped<GroupCard> of(IncidentReport report) {
        Integer verdictGroup = report.verdict().group();
        List<GroupCard> cards = new ArrayList<>();
        for (int index = 0; index < cards(report); index++) {
            Group group = report.groups().get(index);
            boolean ofVerdict = verdictGroup != null && verdictGroup == index;
            cards.add(new GroupCard(
                    index,
                    group,
                    ofVerdict,
                    Capped.of(group.stack(), ofVerdict ? 80 : index < FULL_CARDS ? 32 : 14),
                    Capped.of(group.topRetained(), index < FULL_CARDS ? HOLDINGS : 5),
                    Capped.of(group.members(), ofVerdict ? 400 : index < FULL_CARDS ? 60 : 12)));
        }
        return new Capped<>(cards, report.groups().size() - cards.size());
    }

    /// As people count.
    public int number() {
        return index + 1;
    }

    /// Retained bytes per member's frame, for the bars beside the stack; 1 if nothing is known, so that bars are empty.
    public long largestFrame() {
        long largest = 1;
        for (Group.Frame frame : stack.shown()) {
            Long retained = frame.retainedBytes();
            largest = Math.max(largest, retained == null ? 0 : retained);
        }
        return largest;
    }

    public String barWidth(Group.Frame frame) {
        Long retained = frame.retainedBytes();
        return StackedBar.percentage(retained == null ? 0 : (double) retained / largestFrame());
    }
}
