package dev.holdup.analysis.correlation;

import dev.holdup.analysis.findings.Evidence;
import dev.holdup.analysis.findings.Group;
import dev.holdup.analysis.findings.Source;
import dev.holdup.analysis.waits.KnownBy;
import dev.holdup.analysis.waits.Resource;
import dev.holdup.analysis.waits.StackGroup;
import dev.holdup.analysis.waits.Unit;
import dev.holdup.analysis.waits.WaitEdge;
import dev.holdup.dumps.model.JvmFrame;
import dev.holdup.dumps.model.JvmThread;
import dev.holdup.dumps.model.LockUse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A resource without an owner, and those who have it, told in words.
final class ResourceWords {
    private static final int MOST_HOLDERS = 50;
    private static final int MOST_NAMED = 10;
    private static final int MOST_PLACES = 3;
    private static final int MOST_FRAMES = 40;

    private final Resource resource;
    private final Incident incident;

    ResourceWords(Resource resource, Incident incident) {
        this.resource = resource;
        this.incident = incident;
    }

    Group.Resource toFinding() {
        return new Group.Resource(
                resource.className(),
                resource.address() == LockUse.NO_ADDRESS ? null : Words.address(resource.address()),
                resource.noun(),
                known(resource.inUse()),
                known(resource.capacity()),
                resource.figures().stream()
                        .map(figure -> new Group.Figure(figure.label(), figure.value()))
                        .toList(),
                resource.holders().isEmpty() ? null : resource.knownBy().label(),
                resource.holders().size(),
                resource.holders().stream()
                        .limit(MOST_HOLDERS)
                        .map(this::holder)
                        .toList());
    }

    /// To stand behind "threads wait for …", such as `: 10 of 10 connections in use, held by 10 threads, which are
    /// sleeping in …`.
    String inHeadline() {
        String summary = resource.summary();
        if (resource.holders().isEmpty()) {
            return summary.isEmpty() ? "" : ": " + summary;
        }
        int holders = resource.holders().size();
        String who = (holders == 1
                        ? Words.brief(resource.holders().getFirst().unit().name()) + ", which is "
                        : Words.threads(holders) + ", which are ")
                + ofSeveral(places().keySet().iterator().next(), holders);
        String verb = switch (resource.knownBy()) {
            case WORKER_OF_POOL -> "by ";
            case RUNS_TASKS -> "probably run by ";
            default -> resource.knownBy().isInferred() ? "probably held by " : "held by ";
        };
        return ": " + (summary.isEmpty() ? "" : summary + ", ") + verb + who;
    }

    List<String> sentences(StackGroup group) {
        List<String> sentences = new ArrayList<>();
        List<String> figures = new ArrayList<>();
        if (!resource.summary().isEmpty()) {
            figures.add(resource.summary());
        }
        resource.figures().forEach(figure -> figures.add(figure.label() + ": " + figure.value()));
        MemoryFacts memory = incident.memory();
        if (memory != null) {
            // The rule's own figures stand among the evidence.
            memory.facts().of(group).forEach(fact -> figures.remove(fact.text()));
        }
        if (!figures.isEmpty()) {
            sentences.add("The heap says: " + String.join("; ", figures) + ".");
        }
        if (resource.holders().isEmpty()) {
            return sentences;
        }
        List<String> names = new ArrayList<>(resource.holders().stream()
                .limit(MOST_NAMED)
                .map(holder ->
                        Words.brief(holder.unit().name()) + (holder.count() > 1 ? " (" + holder.count() + ")" : ""))
                .toList());
        int others = resource.holders().size() - names.size();
        if (others > 0) {
            names.add(others + " others");
        }
        sentences.add((resource.knownBy().isInferred() ? "Probably with " : "With ") + Words.list(names) + " ("
                + resource.knownBy().label() + ").");
        sentences.add("Of these, "
                + Words.list(places().entrySet().stream()
                        .limit(MOST_PLACES)
                        .map(place -> place.getValue()
                                + (place.getValue() == 1 ? " is " : " are ")
                                + ofSeveral(place.getKey(), place.getValue()))
                        .toList())
                + ".");
        int held = resource.holders().stream().mapToInt(Resource.Holder::count).sum();
        if (resource.knownBy() == KnownBy.HANDED_OUT && held < resource.inUse()) {
            sentences.add("No thread's frames reach the other " + (resource.inUse() - held)
                    + ": they were never given back, or an object keeps them between calls.");
        }
        sentences.addAll(inTurn());
        long own = resource.holders().stream()
                .filter(holder -> incident.groups().groupOf(holder.unit()) == group)
                .count();
        if (own > 0) {
            sentences.add(
                    own == resource.holders().size()
                            ? "All of these wait for one more themselves: none can give back what it has before its wait ends."
                            : own + " of these wait for one more themselves.");
        }
        return sentences;
    }

    /// For whom most holders wait themselves, if it is one and the same.
    private List<String> inTurn() {
        Map<Unit, Integer> heads = new LinkedHashMap<>();
        for (Resource.Holder holder : resource.holders()) {
            Unit head = head(holder.unit());
            if (head != holder.unit()) {
                heads.merge(head, 1, Integer::sum);
            }
        }
        return heads.entrySet().stream()
                .filter(head -> 2 * head.getValue() > resource.holders().size())
                .map(head -> head.getValue() + " of these wait in turn for "
                        + Words.brief(head.getKey().name()) + ", which is " + doing(head.getKey()) + ".")
                .toList();
    }

    private Unit head(Unit unit) {
        Set<Unit> seen = new HashSet<>();
        Unit head = unit;
        WaitEdge edge = incident.waits().edge(head);
        while (edge != null && seen.add(head)) {
            head = incident.units().get(edge.owner());
            edge = incident.waits().edge(head);
        }
        return head;
    }

    List<Evidence> evidence() {
        List<Evidence> evidence = new ArrayList<>();
        for (Resource.Holder holder :
                resource.holders().stream().limit(MOST_NAMED).toList()) {
            String frame = holdingFrame(holder);
            String has = holder.className().isEmpty() ? "" : " has a " + holder.className();
            String by = frame == null ? "" : (has.isEmpty() ? " reaches it from " : " in ") + frame;
            evidence.add(new Evidence(
                    Words.brief(holder.unit().name())
                            + (has + by).transform(text -> text.isEmpty() ? "" : text + " and") + " is "
                            + doing(holder.unit()) + ".",
                    source(holder.unit())));
        }
        return evidence;
    }

    private @Nullable Source source(Unit unit) {
        JvmThread latest = unit.latest();
        if (latest != null) {
            return RankedGroups.source(latest.location());
        }
        MemoryFacts memory = incident.memory();
        return memory == null ? null : new Source(memory.input(), null, null);
    }

    private Group.Holder holder(Resource.Holder holder) {
        Unit unit = holder.unit();
        String frame = incident.groups().frameByUnit()[unit.index()].name();
        return new Group.Holder(
                unit.name(),
                unit.id(),
                unit.activity().label(),
                doing(unit),
                frame.isEmpty() ? null : frame,
                holdingFrame(holder),
                holder.className().isEmpty() ? null : holder.className(),
                holder.count(),
                unit.frames().stream().limit(MOST_FRAMES).map(JvmFrame::text).toList());
    }

    private static @Nullable String holdingFrame(Resource.Holder holder) {
        return holder.unit().heapThread() == null || holder.frameIndex() < 0
                ? null
                : holder.unit().heapThread().frames().get(holder.frameIndex()).qualifiedName();
    }

    private static String ofSeveral(String doing, int units) {
        return units > 1 && doing.startsWith("itself ") ? "themselves " + doing.substring("itself ".length()) : doing;
    }

    /// What the holders do and how many do it, most first.
    private Map<String, Integer> places() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (Resource.Holder holder : resource.holders()) {
            counts.merge(doing(holder.unit()), 1, Integer::sum);
        }
        Map<String, Integer> ordered = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .forEach(entry -> ordered.put(entry.getKey(), entry.getValue()));
        return ordered;
    }

    /// Always with the place: "sleeping" alone does not tell holders apart.
    private String doing(Unit unit) {
        String doing = OwnerWords.doing(unit, incident);
        String frame = incident.groups().frameByUnit()[unit.index()].name();
        return frame.isEmpty() || doing.endsWith(frame) ? doing : doing + " in " + frame;
    }

    private static @Nullable Long known(long figure) {
        return figure == Resource.UNKNOWN ? null : figure;
    }
}
