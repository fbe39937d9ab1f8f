package dev.holdup.report;

import dev.holdup.analysis.findings.AllocationSites;
import dev.holdup.analysis.findings.ByteFormat;
import dev.holdup.analysis.findings.CountFormat;
import dev.holdup.analysis.findings.HeapClassLoading;
import dev.holdup.analysis.findings.HeapClasses;
import dev.holdup.analysis.findings.HeapDominators;
import dev.holdup.analysis.findings.HeapGrowth;
import dev.holdup.analysis.findings.HeapOffHeap;
import dev.holdup.analysis.findings.HeapOverview;
import dev.holdup.analysis.findings.HeapViews;
import dev.holdup.analysis.findings.ViewName;
import dev.holdup.report.text.ViewWords;
import dev.holdup.report.text.Wording;
import dev.holdup.report.ticket.Column;
import dev.holdup.report.ticket.Importance;
import dev.holdup.report.ticket.Line;
import dev.holdup.report.ticket.TicketSection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The views of the heap for a ticket: what each says, and its first rows, folded.
final class ViewsTicket {
    /// Rows of a table.
    static final int ROWS = 8;

    private ViewsTicket() {}

    static List<TicketSection> sections(HeapViews views) {
        List<TicketSection> sections = new ArrayList<>();
        addIfThere(sections, views.overview(), ViewsTicket::overview);
        addIfThere(sections, views.classes(), ViewsTicket::classes);
        addIfThere(sections, views.dominators(), ViewsTicket::dominators);
        addIfThere(sections, views.suspects(), ViewsTicket::growth);
        addIfThere(sections, views.collections(), ContentsViewsTicket::collections);
        addIfThere(sections, views.strings(), ContentsViewsTicket::strings);
        addIfThere(sections, views.references(), ContentsViewsTicket::references);
        addIfThere(sections, views.offHeap(), ViewsTicket::offHeap);
        addIfThere(sections, views.classLoading(), ViewsTicket::classLoading);
        addIfThere(sections, views.allocationSites(), ViewsTicket::allocationSites);
        return sections;
    }

    private static <V> void addIfThere(
            List<TicketSection> sections, @Nullable V view, Function<V, TicketSection> section) {
        if (view != null) {
            sections.add(section.apply(view));
        }
    }

    /// Opened with the view's sentence.
    static TicketSection section(ViewName view, String saying) {
        return TicketSection.of(ViewWords.heading(view), Importance.DETAIL)
                .folded()
                .text(Line.prose(saying));
    }

    private static TicketSection overview(HeapOverview view) {
        TicketSection section = section(ViewName.OVERVIEW, view.saying())
                .table(Column.text("Kind"), Column.number("Objects"), Column.number("Bytes"));
        for (HeapOverview.Part kind : view.composition()) {
            section.row(
                    Line.prose(kind.kind()),
                    Line.prose(CountFormat.count(kind.objects())),
                    Line.prose(ByteFormat.bytes(kind.bytes())));
        }
        return section;
    }

    private static TicketSection classes(HeapClasses view) {
        TicketSection section = section(ViewName.CLASSES, view.saying());
        section.table(
                Column.text("Class"), Column.number("Objects"), Column.number("Shallow"), Column.number("Retained"));
        view.classes().stream()
                .limit(ROWS)
                .forEach(row -> section.row(
                        Line.code(row.className()),
                        Line.prose(CountFormat.count(row.objects())),
                        Line.prose(ByteFormat.bytes(row.shallowBytes())),
                        Line.prose(ByteFormat.bytes(row.retainedBytes()))));
        section.table(Column.text("Component"), Column.number("Objects"), Column.number("Retained"));
        view.components().stream()
                .limit(ROWS)
                .forEach(row -> section.row(
                        Line.prose(row.kind() + " " + row.name()),
                        Line.prose(CountFormat.count(row.objects())),
                        Line.prose(Wording.bytesOrUnknown(row.retainedBytes()))));
        return section;
    }

    private static TicketSection dominators(HeapDominators view) {
        TicketSection section = section(ViewName.DOMINATORS, (view.saying() + " " + ViewWords.depth(view)).strip());
        if (!view.drops().isEmpty()) {
            section.table(
                    Column.text("Object"), Column.number("Keeps"), Column.number("Children"), Column.text("Mostly"));
            view.drops().stream()
                    .limit(ROWS)
                    .forEach(drop -> section.row(
                            Line.code(drop.name()),
                            Line.prose(ByteFormat.bytes(drop.retainedBytes())),
                            Line.prose(CountFormat.count(drop.children())),
                            Line.code(drop.childClass())));
        }
        return section;
    }

    private static TicketSection allocationSites(AllocationSites view) {
        TicketSection section = section(ViewName.ALLOCATION_SITES, view.saying());
        if (!view.sites().isEmpty()) {
            section.table(Column.text("Allocated in"), Column.number("Objects"), Column.number("Bytes"));
            view.sites().stream()
                    .limit(ROWS)
                    .forEach(site -> section.row(
                            Line.code(
                                    site.frames().isEmpty()
                                            ? "stack " + site.stack()
                                            : site.frames().getFirst()),
                            Line.prose(CountFormat.count(site.objects())),
                            Line.prose(ByteFormat.bytes(site.bytes()))));
        }
        return section;
    }

    private static TicketSection growth(HeapGrowth view) {
        TicketSection section = section(ViewName.SUSPECTS, view.saying());
        view.grown().stream().skip(1).limit(ROWS).forEach(grown -> section.item(Line.prose(grown.text())));
        return section;
    }

    private static TicketSection offHeap(HeapOffHeap view) {
        TicketSection section = section(ViewName.OFF_HEAP, view.saying());
        view.kinds().forEach(kind -> section.item(Line.prose(kind.text())));
        if (!view.bufferOwners().isEmpty()) {
            section.table(
                    Column.text("Buffers of"), Column.text("Kind"), Column.number("Buffers"), Column.number("Bytes"));
            view.bufferOwners().stream()
                    .limit(ROWS)
                    .forEach(owner -> section.row(
                            Line.code(owner.field()),
                            Line.prose(owner.kind()),
                            Line.prose(CountFormat.count(owner.buffers())),
                            Line.prose(ByteFormat.bytes(owner.bytes()))));
        }
        if (!view.connections().isEmpty()) {
            section.table(Column.text("Peer"), Column.text("State"), Column.number("Sockets"), Column.text("Held by"));
            view.connections().stream()
                    .limit(ROWS)
                    .forEach(connection -> section.row(
                            Line.code(connection.peer()),
                            Line.prose(connection.kind() + " " + connection.state()),
                            Line.prose(CountFormat.count(connection.sockets())),
                            Line.code(connection.owner())));
        }
        return section;
    }

    private static TicketSection classLoading(HeapClassLoading view) {
        TicketSection section = section(ViewName.CLASS_LOADING, view.saying());
        if (!view.duplicates().isEmpty()) {
            section.table(
                    Column.text("Class"),
                    Column.number("Loaders"),
                    Column.number("Retained"),
                    Column.text("Loaded by"));
            view.duplicates().stream()
                    .limit(ROWS)
                    .forEach(one -> section.row(
                            Line.code(one.className()),
                            Line.prose(CountFormat.count(one.loaders())),
                            Line.prose(ByteFormat.bytes(one.retainedBytes())),
                            Line.prose(String.join(", ", one.loaderClasses()))));
        }
        if (!view.generated().isEmpty()) {
            section.table(Column.text("Made as"), Column.number("Classes"), Column.text("Most of one kind"));
            view.generated().stream()
                    .limit(ROWS)
                    .forEach(made -> section.row(
                            Line.prose(made.origin()),
                            Line.prose(CountFormat.count(made.classes())),
                            Line.prose(CountFormat.count(made.ofBase()) + " × ").andCode(made.base())));
        }
        return section;
    }
}
