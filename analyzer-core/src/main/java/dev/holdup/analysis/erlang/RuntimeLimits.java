package dev.holdup.analysis.erlang;

import dev.holdup.analysis.findings.CountFormat;
import dev.holdup.analysis.findings.ErlangFacts;
import dev.holdup.analysis.findings.Evidence;
import dev.holdup.analysis.findings.Suspect;
import dev.holdup.analysis.findings.Verdict.Remedy;
import dev.holdup.dumps.model.ErlangEvidence;
import dev.holdup.dumps.model.ErlangNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the runtime has only so much of: atoms above all, which are never collected.
final class RuntimeLimits {
    private static final double NEARLY_FULL = 0.8;
    private static final int SAMPLED_ATOMS = 100_000;

    private final ErlangIncident incident;
    private final Slogan slogan;

    RuntimeLimits(ErlangIncident incident, Slogan slogan) {
        this.incident = incident;
        this.slogan = slogan;
    }

    List<ErlangFacts.Limit> toFacts() {
        ErlangNode node = incident.dump().node();
        List<ErlangFacts.Limit> limits = new ArrayList<>();
        limits.add(new ErlangFacts.Limit(
                "processes",
                incident.processes().size(),
                node.processLimit() == ErlangNode.UNKNOWN ? null : node.processLimit()));
        if (node.atoms() != ErlangNode.UNKNOWN) {
            limits.add(new ErlangFacts.Limit("atoms", node.atoms(), limit()));
        }
        if (incident.dump().evidence() != ErlangEvidence.CRASH_DUMP) {
            return List.copyOf(limits);
        }
        limits.add(new ErlangFacts.Limit("ports", incident.dump().ports().size(), null));
        limits.add(new ErlangFacts.Limit(
                "ETS tables",
                incident.dump().etsTables().stream()
                        .filter(table -> !table.owner().isEmpty())
                        .count(),
                null));
        limits.add(new ErlangFacts.Limit(
                "timers",
                node.timers().values().stream().mapToLong(Long::longValue).sum(),
                null));
        if (node.modules() > 0) {
            limits.add(new ErlangFacts.Limit("modules", node.modules(), null));
        }
        return List.copyOf(limits);
    }

    private @Nullable Long limit() {
        if (slogan instanceof Slogan.TableFull(String table, long most) && table.equals("atom_tab")) {
            return most;
        }
        long limit = incident.dump().node().atomLimit();
        return limit == ErlangNode.UNKNOWN ? null : limit;
    }

    List<ErlangExplanation> find() {
        Long limit = limit();
        long atoms = incident.dump().node().atoms();
        if (limit == null || limit <= 0 || atoms < NEARLY_FULL * limit) {
            return List.of();
        }
        boolean full = slogan instanceof Slogan.TableFull;
        Map.Entry<String, Integer> pattern = commonestPattern();
        String which = pattern == null
                ? ""
                : " Of the newest " + CountFormat.count(SAMPLED_ATOMS) + " at most, "
                        + CountFormat.count(pattern.getValue()) + " look like " + pattern.getKey() + ".";
        long bytes = Math.max(0, incident.dump().node().memoryOf("atom"));
        return List.of(new ErlangExplanation(
                full ? 3 : 0.9,
                "retained-by-object",
                "The atom table " + (full ? "is full: " : "is nearly full: ") + CountFormat.count(atoms)
                        + " of at most " + CountFormat.count(limit) + " atoms.",
                full ? "high" : "medium",
                full ? "The runtime says so itself." : "The count and the limit are in " + incident.source() + ".",
                ErlangExplanation.ERLANG,
                "leak",
                null,
                0,
                bytes,
                null,
                null,
                List.of("An atom that was made once stays for ever; a node that makes them out of input ends sooner or"
                        + " later." + which),
                List.of(new Evidence("Atoms: " + atoms + ", limit: " + limit + ".", incident.whole())),
                List.of(
                        new Remedy(
                                "Do not make atoms out of input.",
                                "binary_to_existing_atom/2",
                                null,
                                "https://www.erlang.org/doc/apps/erts/erlang.html#binary_to_existing_atom/2"),
                        new Remedy(
                                "Raise the limit to gain time.",
                                "+t",
                                "1048576",
                                "https://www.erlang.org/doc/apps/erts/erl_cmd.html#emu_flags"))));
    }

    List<Suspect> suspects() {
        return find().stream()
                .map(found -> new Suspect(
                        "atoms",
                        incident.dump().node().atoms(),
                        null,
                        found.retainedBytes() == null ? 0 : found.retainedBytes(),
                        incident.share(found.retainedBytes() == null ? 0 : found.retainedBytes()),
                        "the atom table",
                        List.of(),
                        null,
                        List.of()))
                .toList();
    }

    /// Digits replaced, so that `session_17` and `session_18` are one; null if no pattern stands out.
    private Map.@Nullable Entry<String, Integer> commonestPattern() {
        Map<String, Integer> counts = new HashMap<>();
        incident.dump().newestAtoms(SAMPLED_ATOMS, atom -> counts.merge(atom.replaceAll("\\d+", "#"), 1, Integer::sum));
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().contains("#") && entry.getValue() > SAMPLED_ATOMS / 100)
                .max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .orElse(null);
    }
}
