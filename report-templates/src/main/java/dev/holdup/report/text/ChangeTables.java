package dev.holdup.report.text;

import dev.holdup.analysis.comparison.Change;
import dev.holdup.analysis.comparison.Comparison;
import dev.holdup.analysis.comparison.Comparison.ErlangChange;
import dev.holdup.analysis.comparison.Comparison.MemoryChange;
import dev.holdup.analysis.comparison.Comparison.UnitsChange;
import dev.holdup.analysis.comparison.Trend;
import dev.holdup.analysis.findings.ByteFormat;
import dev.holdup.report.text.ChangeTable.Figure;
import dev.holdup.report.text.ChangeTable.Named;
import dev.holdup.report.text.ChangeTable.Row;
import java.util.ArrayList;
import java.util.List;

/// A comparison as tables of one shape, in the order in which every output shows them; empty ones are left out.
public final class ChangeTables {
    private ChangeTables() {}

    /// @param comparison with every text made visible
    public static List<ChangeTable> of(Comparison comparison) {
        List<ChangeTable> tables = new ArrayList<>();
        MemoryChange memory = comparison.memory();
        if (memory != null) {
            tables.add(holders(memory));
        }
        tables.add(groups(comparison));
        tables.add(suspects(comparison));
        tables.add(classes(comparison));
        ErlangChange erlang = comparison.erlang();
        if (erlang != null) {
            tables.addAll(node(erlang));
        }
        UnitsChange units = comparison.units();
        if (units != null) {
            tables.add(units(comparison, units));
        }
        tables.removeIf(table -> table.rows().isEmpty());
        return tables;
    }

    private static ChangeTable holders(MemoryChange memory) {
        return new ChangeTable(
                "memory",
                "Where the memory is",
                "holders",
                "Held by",
                Figure.bytes("Memory"),
                List.of(),
                memory.byHolder().stream()
                        .map(row -> Row.of(row.holder(), Named.WORDS, "", row.trend(), row.bytes()))
                        .toList(),
                0);
    }

    private static ChangeTable groups(Comparison comparison) {
        String units = Wording.unitsNoun(comparison.after().units());
        return new ChangeTable(
                "groups",
                "Groups of " + units,
                "groups",
                "Blocked frame",
                Figure.count(Wording.sentenceCase(units)),
                List.of(Figure.bytes("Kept alive")),
                comparison.groups().stream()
                        .filter(row ->
                                row.trend() != Trend.SAME || row.retainedBytes().tells() || !row.idle())
                        .map(row -> Row.of(
                                row.blockedFrame(),
                                Named.FRAME,
                                (row.subsystem().id().equals("none")
                                                ? ""
                                                : row.subsystem().name() + ", ")
                                        + row.role(),
                                row.trend(),
                                row.units(),
                                row.retainedBytes()))
                        .toList(),
                comparison.leftOut().groups());
    }

    private static ChangeTable suspects(Comparison comparison) {
        return new ChangeTable(
                "suspects",
                "Objects that keep much alive",
                "suspects",
                "Class",
                Figure.bytes("Kept alive"),
                List.of(Figure.count("Objects")),
                comparison.suspects().stream()
                        .map(row -> Row.of(
                                row.className(),
                                Named.CLASS,
                                row.path().isEmpty()
                                        ? row.root()
                                        : "from " + row.path().getFirst(),
                                row.trend(),
                                row.retainedBytes(),
                                row.objects()))
                        .toList(),
                comparison.leftOut().suspects());
    }

    private static ChangeTable classes(Comparison comparison) {
        return new ChangeTable(
                "classes",
                "Classes by what they keep alive",
                "classes",
                "Class",
                Figure.bytes("Kept alive"),
                List.of(Figure.count("Objects"), Figure.bytes("Shallow")),
                comparison.classes().stream()
                        .map(row -> Row.of(
                                row.className(),
                                Named.CLASS,
                                unlisted(row),
                                row.trend(),
                                row.retainedBytes(),
                                row.objects(),
                                row.shallowBytes()))
                        .toList(),
                comparison.leftOut().classes());
    }

    private static String unlisted(Comparison.ClassChange row) {
        Long below = row.unlistedBelow();
        if (below == null || row.trend() == Trend.NEW || row.trend() == Trend.GONE) {
            return "";
        }
        String when = row.retainedBytes().before() == null ? "before" : "after";
        return "under " + ByteFormat.bytes(below) + " " + when + ", too little to be listed";
    }

    private static List<ChangeTable> node(ErlangChange erlang) {
        return List.of(
                new ChangeTable(
                        "kinds",
                        "Memory by kind",
                        "kinds",
                        "Kind",
                        Figure.bytes("Memory"),
                        List.of(),
                        erlang.memoryByKind().stream()
                                .map(row -> Row.of(row.kind(), Named.NAME, "", row.trend(), row.bytes()))
                                .toList(),
                        0),
                new ChangeTable(
                        "initial-calls",
                        "Processes by the function they were started for",
                        "functions",
                        "Initial call",
                        Figure.bytes("Memory"),
                        List.of(Figure.count("Processes")),
                        erlang.initialCalls().stream()
                                .map(row -> Row.of(
                                        row.initialCall(),
                                        Named.FRAME,
                                        "",
                                        row.trend(),
                                        row.memoryBytes(),
                                        row.processes()))
                                .toList(),
                        0),
                new ChangeTable(
                        "mailboxes",
                        "Mailboxes",
                        "processes",
                        "Process",
                        Figure.count("Messages"),
                        List.of(),
                        erlang.mailboxes().stream()
                                .map(row -> Row.of(row.unit(), Named.NAME, "", row.trend(), row.messages()))
                                .toList(),
                        0),
                new ChangeTable(
                        "tables",
                        "ETS tables",
                        "tables",
                        "Table",
                        Figure.bytes("Memory"),
                        List.of(Figure.count("Objects")),
                        erlang.tables().stream()
                                .map(row ->
                                        Row.of(row.table(), Named.NAME, "", row.trend(), row.bytes(), row.objects()))
                                .toList(),
                        0));
    }

    private static ChangeTable units(Comparison comparison, UnitsChange units) {
        String noun = Wording.unitsNoun(comparison.after().units());
        return new ChangeTable(
                "units",
                Wording.sentenceCase(noun) + " that moved, began or ended",
                noun,
                Wording.sentenceCase(Wording.unit(comparison.after().units())),
                Figure.bytes("Kept alive"),
                List.of(),
                units.rows().stream()
                        .map(row -> new Row(
                                row.unit(),
                                Named.NAME,
                                way(row),
                                ComparisonWords.unitTrend(row.trend()),
                                row.trend(),
                                row.retainedBytes(),
                                List.<Change>of()))
                        .toList(),
                comparison.leftOut().units());
    }

    private static String way(Comparison.UnitChange row) {
        String was = row.was();
        String is = row.is();
        return (was == null ? "" : "was in " + Wording.brief(was))
                + (was == null || is == null ? "" : ", ")
                + (is == null ? "" : "is in " + Wording.brief(is));
    }
}
