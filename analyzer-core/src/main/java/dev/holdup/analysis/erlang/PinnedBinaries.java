package dev.holdup.analysis.erlang;

import dev.holdup.analysis.findings.Evidence;
import dev.holdup.analysis.findings.Suspect;
import dev.holdup.analysis.findings.Verdict.Remedy;
import dev.holdup.dumps.model.ErlangProcess;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Refc binaries that processes keep alive without using them.
///
/// The collector of a process has seen `binaryBytes` of binaries; what its terms use of them is the sum of its slices.
/// The difference is either the rest of large binaries of which only parts are used, or garbage of a process that has
/// not collected since.
final class PinnedBinaries {
    private static final double SMALLEST_SHARE = 0.15;
    private static final double MOST_USED = 0.25;
    private static final long SMALLEST_BYTES = 64_000;

    private final ErlangIncident incident;
    /// Of one group, the one that pins most.
    private final List<Integer> pinning = new ArrayList<>();
    private long pinnedBytes;
    private long usedBytes;

    PinnedBinaries(ErlangIncident incident) {
        this.incident = incident;
        // What a process uses of its binaries only its heap tells.
        boolean heapsAreDumped = !incident.dump().node().formatVersion().isEmpty();
        Map<Integer, List<Integer>> byGroup = new LinkedHashMap<>();
        for (int index = 0; index < incident.processes().size(); index++) {
            long used = incident.memory().sliceBytesByProcess()[index];
            if (!heapsAreDumped || !incident.process(index).stackDumped()) {
                continue;
            }
            if (seen(index) >= SMALLEST_BYTES && used <= MOST_USED * seen(index)) {
                byGroup.computeIfAbsent(incident.groups().of(index).index(), _ -> new ArrayList<>())
                        .add(index);
            }
        }
        for (List<Integer> members : byGroup.values()) {
            long used = members.stream()
                    .mapToLong(index -> incident.memory().sliceBytesByProcess()[index])
                    .sum();
            long pinned = members.stream().mapToLong(this::seen).sum() - used;
            if (pinned > pinnedBytes) {
                pinning.clear();
                pinning.addAll(members);
                pinnedBytes = pinned;
                usedBytes = used;
            }
        }
        // A binary counts once for each process that refers to it; the node's own sum is the limit.
        pinnedBytes = Math.min(pinnedBytes, Math.max(0, incident.dump().node().memoryOf("binary")));
    }

    List<ErlangExplanation> find() {
        double share = incident.share(pinnedBytes);
        if (share < SMALLEST_SHARE) {
            return List.of();
        }
        boolean garbage = usedBytes == 0;
        ProcessGroup group = incident.groups().of(pinning.getFirst());
        List<Evidence> evidence = pinning.stream()
                .sorted(Comparator.comparingLong(this::seen).reversed())
                .limit(5)
                .map(index -> {
                    ErlangProcess process = incident.process(index);
                    return new Evidence(
                            ErlangWords.fullName(process) + " refers to " + ErlangWords.bytes(seen(index))
                                    + " of binaries and uses "
                                    + ErlangWords.bytes(incident.memory().sliceBytesByProcess()[index])
                                    + " of them, in " + ErlangWords.place(process) + ".",
                            ErlangIncident.source(process.location()));
                })
                .toList();
        return List.of(new ErlangExplanation(
                0.3 + 0.65 * share,
                "retained-by-object",
                ErlangWords.processes(pinning.size()) + (pinning.size() == 1 ? " pins " : " pin ")
                        + ErlangWords.bytes(pinnedBytes) + " of refc binaries, " + ErlangWords.percent(share)
                        + " of the node's memory, "
                        + (garbage
                                ? "that none of their terms uses any longer."
                                : "of which their terms use " + ErlangWords.bytes(usedBytes) + "."),
                "medium",
                "The runtime counts what each heap refers to, garbage included; how much of it is used is seen in the"
                        + " heaps.",
                ErlangExplanation.ERLANG,
                "leak",
                group.blockedFrame(),
                pinning.size(),
                pinnedBytes,
                group,
                null,
                List.of(
                        garbage
                                ? "A process that does little does not collect, and keeps what it once received."
                                : "A part of a binary keeps the whole binary: 100 bytes cut out of a packet keep the packet.",
                        "Refc binaries lie outside of all heaps: a process that refers to megabytes of them looks small."),
                evidence,
                garbage
                        ? List.of(
                                new Remedy(
                                        "Let processes that wait long hibernate, which collects.",
                                        "erlang:hibernate/3",
                                        null,
                                        "https://www.erlang.org/doc/apps/erts/erlang.html#hibernate/3"),
                                new Remedy(
                                        "Collect fully after fewer minor collections.",
                                        "fullsweep_after",
                                        "65535",
                                        "https://www.erlang.org/doc/apps/erts/erlang.html#spawn_opt/4"))
                        : List.of(new Remedy(
                                "Copy the part that is kept, so that the rest can go.",
                                "binary:copy/1",
                                null,
                                "https://www.erlang.org/doc/apps/stdlib/binary.html#copy/1"))));
    }

    /// For the list of what else keeps memory.
    List<Suspect> suspects() {
        double share = incident.share(pinnedBytes);
        return share < SMALLEST_SHARE
                ? List.of()
                : List.of(new Suspect(
                        "refc binaries",
                        pinning.size(),
                        null,
                        pinnedBytes,
                        share,
                        ErlangWords.processes(pinning.size()),
                        List.of(),
                        null,
                        List.of(new Suspect.Content("bytes in use", pinning.size(), usedBytes))));
    }

    private long seen(int index) {
        return incident.process(index).heap().binaryBytes();
    }
}
