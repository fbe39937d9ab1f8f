package dev.holdup.analysis.erlang;

import dev.holdup.analysis.findings.CountFormat;
import dev.holdup.analysis.findings.ErlangFacts;
import dev.holdup.analysis.findings.Evidence;
import dev.holdup.analysis.findings.Suspect;
import dev.holdup.analysis.findings.Verdict.Remedy;
import dev.holdup.dumps.model.ErlangProcess;
import dev.holdup.dumps.model.EtsTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Tables that take much of the memory: one, or many of one name.
final class LargeTables {
    private static final double SMALLEST_SHARE = 0.25;
    private static final double SUSPECT_SHARE = 0.02;
    private static final int MOST_SUSPECTS = 10;
    private static final int MOST_TABLES = 50;

    private final ErlangIncident incident;
    private final List<Tables> byName = new ArrayList<>();

    /// Tables of one name.
    private record Tables(String name, List<EtsTable> all, long objects, long bytes) {}

    LargeTables(ErlangIncident incident) {
        this.incident = incident;
        Map<String, List<EtsTable>> tables = new LinkedHashMap<>();
        for (EtsTable table : incident.dump().etsTables()) {
            if (!table.owner().isEmpty()) {
                tables.computeIfAbsent(table.name(), _ -> new ArrayList<>()).add(table);
            }
        }
        tables.forEach((name, all) -> byName.add(new Tables(
                name,
                all,
                all.stream().mapToLong(EtsTable::objects).sum(),
                all.stream().mapToLong(table -> Math.max(0, table.bytes())).sum())));
        byName.sort(Comparator.comparingLong(Tables::bytes).reversed().thenComparing(Tables::name));
    }

    List<ErlangFacts.Table> toFacts() {
        return incident.dump().etsTables().stream()
                .filter(table -> !table.owner().isEmpty())
                .sorted(Comparator.comparingLong(EtsTable::bytes)
                        .reversed()
                        .thenComparing(EtsTable::name)
                        .thenComparing(EtsTable::id))
                .limit(MOST_TABLES)
                .map(table -> new ErlangFacts.Table(
                        table.name(),
                        owner(table),
                        table.objects(),
                        table.bytes() == EtsTable.UNKNOWN ? null : table.bytes(),
                        table.type()))
                .toList();
    }

    List<Suspect> suspects() {
        return byName.stream()
                .filter(tables -> incident.share(tables.bytes()) >= SUSPECT_SHARE)
                .limit(MOST_SUSPECTS)
                .map(tables -> new Suspect(
                        "ETS table " + tables.name(),
                        tables.all().size(),
                        null,
                        tables.bytes(),
                        incident.share(tables.bytes()),
                        "owned by " + owner(tables.all().getFirst()),
                        List.of(),
                        null,
                        List.of(new Suspect.Content("rows", tables.objects(), tables.bytes()))))
                .toList();
    }

    List<ErlangExplanation> find() {
        return byName.stream()
                .filter(tables -> incident.share(tables.bytes()) >= SMALLEST_SHARE)
                .limit(3)
                .map(this::explain)
                .toList();
    }

    private ErlangExplanation explain(Tables tables) {
        EtsTable first = tables.all().getFirst();
        double share = incident.share(tables.bytes());
        boolean many = tables.all().size() > 1;
        String subject = many
                ? CountFormat.count(tables.all().size()) + " ETS tables named " + tables.name() + " hold "
                : "The ETS table " + tables.name() + " of " + owner(first) + " holds ";
        return new ErlangExplanation(
                0.3 + 0.65 * share,
                "retained-by-object",
                subject + ErlangWords.bytes(tables.bytes()) + ", " + ErlangWords.percent(share)
                        + " of the node's memory, in " + CountFormat.count(tables.objects()) + " rows.",
                "high",
                "The runtime counts each table's memory itself.",
                ErlangExplanation.ERLANG,
                "leak",
                null,
                0,
                tables.bytes(),
                null,
                null,
                List.of(
                        "A table keeps its rows until they are deleted or its owner ends; no collector looks into it.",
                        "Binaries of over 64 bytes in its rows are not in this figure."),
                List.of(new Evidence(
                        "Table " + first.id() + ", " + CountFormat.count(first.objects()) + " rows, "
                                + ErlangWords.bytes(Math.max(0, first.bytes())) + ".",
                        ErlangIncident.source(first.location()))),
                List.of(
                        new Remedy(
                                many
                                        ? "Delete tables that are no longer needed, or let their owners end."
                                        : "Delete rows when they are no longer needed, or give them an age and sweep.",
                                many ? "ets:delete/1" : "ets:select_delete/2",
                                null,
                                "https://www.erlang.org/doc/apps/stdlib/ets.html"),
                        new Remedy("See on a running node which table grows.", "ets:i().", null, null)));
    }

    private String owner(EtsTable table) {
        ErlangProcess owner = incident.dump().process(table.owner());
        return owner == null ? table.owner() : ErlangWords.fullName(owner);
    }
}
