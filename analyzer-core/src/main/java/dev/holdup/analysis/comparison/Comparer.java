package dev.holdup.analysis.comparison;

import dev.holdup.analysis.comparison.Comparison.GroupChange;
import dev.holdup.analysis.comparison.Comparison.HolderChange;
import dev.holdup.analysis.comparison.Comparison.LeftOut;
import dev.holdup.analysis.comparison.Comparison.MemoryChange;
import dev.holdup.analysis.comparison.Comparison.Outcome;
import dev.holdup.analysis.comparison.Comparison.Side;
import dev.holdup.analysis.comparison.Comparison.Told;
import dev.holdup.analysis.comparison.Comparison.UnitsChange;
import dev.holdup.analysis.findings.ErlangFacts;
import dev.holdup.analysis.findings.Group;
import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.analysis.findings.Memory;
import dev.holdup.analysis.findings.Verdict;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Two reports → what changed between them: a function of the two and nothing else.
public final class Comparer {
    private static final int MOST_UNITS = 200;
    private static final int MOST_GROUPS = 100;
    private static final int MOST_SUSPECTS = 50;
    private static final int MOST_CLASSES = 200;

    private static final Comparator<GroupChange> MOST_FIRST = Comparator.comparing(GroupChange::idle)
            .thenComparingLong(row -> -row.retainedBytes().size())
            .thenComparingLong(row -> -row.units().size())
            .thenComparing(GroupChange::blockedFrame);

    private final IncidentReport before;
    private final IncidentReport after;
    private final Comparability both;

    private Comparer(IncidentReport before, IncidentReport after) {
        this.before = before;
        this.after = after;
        this.both = Comparability.of(before, after);
    }

    /// @param nameBefore and `nameAfter`: what the user calls them, such as names of files
    public static Comparison compare(
            String nameBefore,
            IncidentReport before,
            String nameAfter,
            IncidentReport after,
            IncidentReport.Tool tool) {
        return new Comparer(before, after).comparison(nameBefore, nameAfter, tool);
    }

    private Comparison comparison(String nameBefore, String nameAfter, IncidentReport.Tool tool) {
        boolean like = both.runtimes();
        var units = units();
        var groups = like ? groups() : List.<GroupChange>of();
        var suspects = like && both.memory()
                ? SuspectChanges.of(before.suspects(), after.suspects())
                : List.<Comparison.SuspectChange>of();
        var classes =
                like && !before.histogram().isEmpty() && !after.histogram().isEmpty()
                        ? ClassChanges.of(before.histogram(), after.histogram())
                        : List.<Comparison.ClassChange>of();
        ErlangFacts nodeBefore = before.erlang();
        ErlangFacts nodeAfter = after.erlang();
        return new Comparison(
                Comparison.SCHEMA_VERSION,
                Comparison.DOCUMENT,
                tool,
                side(nameBefore, before),
                side(nameAfter, after),
                like ? OutcomeWords.of(before, after) : unlike(),
                memory(),
                units == null ? null : capped(units),
                capped(groups, MOST_GROUPS),
                capped(suspects, MOST_SUSPECTS),
                capped(classes, MOST_CLASSES),
                nodeBefore == null || nodeAfter == null ? null : ErlangChanges.of(nodeBefore, nodeAfter),
                new LeftOut(
                        units == null ? 0 : leftOut(units.rows(), MOST_UNITS),
                        leftOut(groups, MOST_GROUPS),
                        leftOut(suspects, MOST_SUSPECTS),
                        leftOut(classes, MOST_CLASSES)),
                both.notCompared());
    }

    private static Outcome unlike() {
        return new Outcome(
                "not-comparable",
                "Not comparable: one is of a JVM, the other of an Erlang node; only sizes and counts stand beside each other.");
    }

    private static Side side(String name, IncidentReport report) {
        Verdict verdict = report.verdict();
        return new Side(
                name,
                report.inputs(),
                report.runtime(),
                report.units(),
                new Told(
                        verdict.kind(),
                        verdict.headline(),
                        verdict.confidence(),
                        verdict.subsystem(),
                        verdict.cause(),
                        verdict.blockedFrame(),
                        verdict.units(),
                        verdict.retainedBytes(),
                        verdict.owner()));
    }

    private @Nullable MemoryChange memory() {
        Memory was = before.memory();
        Memory is = after.memory();
        if (was == null || is == null) {
            return null;
        }
        return new MemoryChange(
                Change.of(was.totalBytes(), is.totalBytes()),
                Change.of(was.reachableBytes(), is.reachableBytes()),
                Change.of(was.objects(), is.objects()),
                Change.of(was.classes(), is.classes()),
                both.runtimes() ? holders(was, is) : List.of());
    }

    private static List<HolderChange> holders(Memory was, Memory is) {
        return Matching.byName(was.byHolder(), is.byHolder(), Memory.Holder::holder).stream()
                .map(pair -> {
                    Change bytes = pair.change(Memory.Holder::bytes);
                    return new HolderChange(pair.either().holder(), pair.trend(bytes, bytes), bytes);
                })
                .sorted(Comparator.comparingLong(
                                (HolderChange row) -> -row.bytes().size())
                        .thenComparing(HolderChange::holder))
                .toList();
    }

    private @Nullable UnitsChange units() {
        return both.units() && both.runtimes() ? UnitChanges.of(before, after, both.memory()) : null;
    }

    private List<GroupChange> groups() {
        return Matching.byName(before.groups(), after.groups(), Comparer::name).stream()
                .map(pair -> {
                    Change units = pair.change(group -> (long) group.units());
                    Change retained = both.memory() ? pair.change(Group::retainedBytes) : Change.UNKNOWN;
                    Group group = pair.either();
                    return new GroupChange(
                            group.subsystem(),
                            group.blockedFrame(),
                            group.idle(),
                            group.role(),
                            pair.trend(units, retained),
                            units,
                            retained);
                })
                .sorted(MOST_FIRST)
                .toList();
    }

    private static String name(Group group) {
        return StableNames.of(group.blockedFrame()) + " " + group.subsystem().id() + " " + group.idle();
    }

    private static UnitsChange capped(UnitsChange units) {
        return new UnitsChange(
                units.total(),
                units.idle(),
                units.byActivity(),
                units.stayed(),
                units.moved(),
                units.begun(),
                units.ended(),
                capped(units.rows(), MOST_UNITS));
    }

    private static <T> List<T> capped(List<T> rows, int most) {
        return List.copyOf(rows.subList(0, Math.min(most, rows.size())));
    }

    private static int leftOut(List<?> rows, int most) {
        return Math.max(0, rows.size() - most);
    }
}
