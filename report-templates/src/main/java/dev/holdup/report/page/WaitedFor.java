package dev.holdup.report.page;

import dev.holdup.analysis.findings.Group;
import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.analysis.findings.Owner;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A row of the table of locks: what one group waits for, be it a lock, a pool or a queue.
///
/// @param address null if unknown, or not the same for all
/// @param waiting units of the group
/// @param href of the group's card; null if the page has none
/// @param holder empty if nobody is known to hold it
/// @param holderFrame where that one stands; empty if unknown
/// @param retainedBytes of those who wait; null without a heap dump
public record WaitedFor(
        String className,
        @Nullable String address,
        int waiting,
        @Nullable String href,
        String holder,
        String holderFrame,
        @Nullable Long retainedBytes) {
    private static final int MOST = 200;

    /// In the order of the groups; idle ones wait for work and not for anybody.
    static Capped<WaitedFor> of(IncidentReport report) {
        List<WaitedFor> rows = new ArrayList<>();
        for (int index = 0; index < report.groups().size(); index++) {
            Group group = report.groups().get(index);
            Group.WaitsFor what = group.waitsFor();
            if (what != null && !group.idle()) {
                Owner owner = group.owner();
                String frame = owner == null ? null : owner.frame();
                rows.add(new WaitedFor(
                        what.className(),
                        what.address(),
                        group.units(),
                        GroupCard.href(index, report),
                        owner == null ? "" : owner.unit(),
                        frame == null ? "" : frame,
                        group.retainedBytes()));
            }
        }
        return Capped.of(rows, MOST);
    }
}
