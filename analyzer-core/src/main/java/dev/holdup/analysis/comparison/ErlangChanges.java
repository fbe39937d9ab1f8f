package dev.holdup.analysis.comparison;

import dev.holdup.analysis.comparison.Comparison.ErlangChange;
import dev.holdup.analysis.comparison.Comparison.KindChange;
import dev.holdup.analysis.comparison.Comparison.MailboxChange;
import dev.holdup.analysis.comparison.Comparison.OriginChange;
import dev.holdup.analysis.comparison.Comparison.TableChange;
import dev.holdup.analysis.findings.ErlangFacts;
import java.util.Comparator;
import java.util.List;

/// What two Erlang nodes, or one node twice, tell of themselves.
final class ErlangChanges {
    private static final int MOST = 50;

    private ErlangChanges() {}

    static ErlangChange of(ErlangFacts before, ErlangFacts after) {
        return new ErlangChange(
                kinds(before, after), origins(before, after), mailboxes(before, after), tables(before, after));
    }

    private static List<KindChange> kinds(ErlangFacts before, ErlangFacts after) {
        return Matching.byName(before.memoryByKind(), after.memoryByKind(), ErlangFacts.Kind::kind).stream()
                .map(pair -> {
                    Change bytes = pair.change(ErlangFacts.Kind::bytes);
                    return new KindChange(pair.either().kind(), pair.trend(bytes, Change.UNKNOWN), bytes);
                })
                .toList();
    }

    private static List<OriginChange> origins(ErlangFacts before, ErlangFacts after) {
        return Matching.byName(before.initialCalls(), after.initialCalls(), ErlangFacts.Origin::initialCall).stream()
                .map(pair -> {
                    Change processes = pair.change(origin -> (long) origin.processes());
                    Change memory = pair.change(ErlangFacts.Origin::memoryBytes);
                    return new OriginChange(
                            pair.either().initialCall(), pair.trend(memory, processes), processes, memory);
                })
                .filter(row -> row.trend() != Trend.SAME)
                .sorted(Comparator.comparingLong(
                                (OriginChange row) -> -row.memoryBytes().size())
                        .thenComparing(OriginChange::initialCall))
                .limit(MOST)
                .toList();
    }

    /// Of processes with a name: the others' numbers mean nothing to another start of the node.
    private static List<MailboxChange> mailboxes(ErlangFacts before, ErlangFacts after) {
        return Matching.byName(named(before), named(after), ErlangFacts.ProcessRow::unit).stream()
                .map(pair -> {
                    Change messages = pair.change(ErlangFacts.ProcessRow::messages);
                    return new MailboxChange(pair.either().unit(), pair.trend(messages, Change.UNKNOWN), messages);
                })
                .filter(row -> row.messages().tells())
                .sorted(Comparator.comparingLong(
                                (MailboxChange row) -> -row.messages().size())
                        .thenComparing(MailboxChange::unit))
                .limit(MOST)
                .toList();
    }

    private static List<ErlangFacts.ProcessRow> named(ErlangFacts facts) {
        return facts.longestQueues().stream()
                .filter(row -> !row.unit().startsWith("<"))
                .toList();
    }

    private static List<TableChange> tables(ErlangFacts before, ErlangFacts after) {
        return Matching.byName(before.tables(), after.tables(), ErlangFacts.Table::name).stream()
                .map(pair -> {
                    Change objects = pair.change(ErlangFacts.Table::objects);
                    Change bytes = pair.change(ErlangFacts.Table::bytes);
                    return new TableChange(pair.either().name(), pair.trend(bytes, objects), objects, bytes);
                })
                .filter(row -> row.trend() != Trend.SAME)
                .sorted(Comparator.comparingLong(
                                (TableChange row) -> -row.bytes().size())
                        .thenComparing(TableChange::table))
                .limit(MOST)
                .toList();
    }
}
